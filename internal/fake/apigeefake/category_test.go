package apigeefake_test

import (
	"fmt"
	"testing"

	"github.com/google/go-cmp/cmp"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

const categories = "/developer-categories"

func TestCategory_cycle(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	a := b.want(201, "POST", categories, `{"name":"Silver"}`)
	id := fmt.Sprint(a.object["id"])
	if _, there := a.object["description"]; there || a.object["name"] != "Silver" {
		t.Errorf("made %s", a.body)
	}
	a = b.want(200, "PUT", categories+"/"+id, `{"id":"`+id+`","name":"Tin","description":"Cheap"}`)
	if diff := cmp.Diff(map[string]any{"id": id, "name": "Tin", "description": "Cheap"}, a.object); diff != "" {
		t.Error(diff)
	}
	if a = b.want(200, "PUT", categories+"/"+id, `{"name":"Tin"}`); a.object["description"] != nil {
		t.Errorf("a PUT without the description left %s", a.body)
	}
	b.want(201, "POST", categories, `{"name":"Tin"}`)
	if got := b.svc.Categories(org); len(got) != 3 || got[1] != (apigeefake.Category{ID: id, Name: "Tin"}) {
		t.Errorf("holds %+v", got)
	}
	b.want(204, "DELETE", categories+"/"+id, "")
	b.refused(404, "mint.resourceDoesNotExist", "PUT", categories+"/"+id, `{"name":"Tin"}`)
	b.refused(404, "mint.resourceDoesNotExist", "DELETE", categories+"/"+id, "")
}

func TestCategory_refusals(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	for _, body := range []string{`{}`, `{"name":""}`, `{"name":1}`, `{"name":"x","description":2}`} {
		b.refused(400, "mint.invalidProperty", "POST", categories, body)
	}
	used := b.svc.Categories(org)[0].ID
	b.refused(400, "mint.developerCategoryInUse", "DELETE", categories+"/"+used, "")
	b.svc.DeleteDeveloper(org, dev)
	b.svc.AddRatePlan(org, apigeefake.RatePlan{Package: "messaging_package", Name: "x", Currency: "usd", Type: "DEVELOPER_CATEGORY", Category: used})
	b.refused(400, "mint.developerCategoryInUse", "DELETE", categories+"/"+used, "")

	b.svc.Switch(func(s *apigeefake.Switches) { s.InUse409, s.UniqueCategoryNames = true, true })
	b.refused(409, "mint.developerCategoryInUse", "DELETE", categories+"/"+used, "")
	b.refused(409, "mint.resourceAlreadyExists", "POST", categories, `{"name":"Gold"}`)
	b.want(200, "PUT", categories+"/"+used, `{"name":"Gold","description":"x"}`)
	b.svc.Switch(func(s *apigeefake.Switches) { s.DeleteUsedCategories = true })
	b.want(204, "DELETE", categories+"/"+used, "")
	b.want(200, "GET", plans+"/messaging_package_x", "")
}

func TestCategory_othersAct(t *testing.T) {
	t.Parallel()
	b := newBench(t, apigeefake.Switches{})
	id := b.svc.Categories(org)[0].ID
	b.svc.EditCategoryInConsole(org, id, func(c *apigeefake.Category) { c.ID, c.Name = "x", "Golden" })
	if a := b.want(200, "GET", categories+"/"+id, ""); a.object["name"] != "Golden" {
		t.Errorf("%s", a.body)
	}
	b.svc.DeleteCategoryInConsole(org, id)
	b.refused(404, "mint.resourceDoesNotExist", "GET", categories+"/"+id, "")
	b.want(200, "GET", "/developers/dev%40example.com", "")
}
