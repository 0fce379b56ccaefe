package fwkit

import (
	"errors"
	"fmt"
	"iter"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/list"
	"github.com/hashicorp/terraform-plugin-framework/resource/identityschema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/types"
)

type listedModel struct {
	ID types.String `tfsdk:"id"`
}

// counted yields the numbers from 1 and counts how many were asked for; an error takes the place of
// the number fault.
func counted(n, fault int, asked *int) iter.Seq2[int, error] {
	return func(yield func(int, error) bool) {
		for i := 1; i <= n; i++ {
			*asked = i
			var err error
			if i == fault {
				err = errors.New("page is broken")
			}
			if !yield(i, err) || err != nil {
				return
			}
		}
	}
}

func TestListResults(t *testing.T) {
	t.Parallel()
	odd := func(i int) bool { return i%2 == 1 }
	const cut, left = "W: Only %d of the things are listed", "W: %d left out of the things"
	for name, tt := range map[string]struct {
		n, fault     int
		limit        int64
		wanted       func(int) bool
		unmanageable func(int) bool
		want         []string
		asked        int
	}{
		"nothing":                           {limit: 3},
		"all":                               {n: 2, limit: 3, want: []string{"1", "2"}, asked: 2},
		"as many as the limit":              {n: 3, limit: 3, want: []string{"1", "2", "3"}, asked: 3},
		"more than the limit":               {n: 9, limit: 3, want: []string{"1", "2", fmt.Sprintf(cut, 3), "3"}, asked: 4},
		"limit of one":                      {n: 9, limit: 1, want: []string{fmt.Sprintf(cut, 1), "1"}, asked: 2},
		"no limit":                          {n: 4, want: []string{"1", "2", "3", "4"}, asked: 4},
		"filtered":                          {n: 6, limit: 3, wanted: odd, want: []string{"1", "3", "5"}, asked: 6},
		"filtered, and more":                {n: 9, limit: 3, wanted: odd, want: []string{"1", "3", fmt.Sprintf(cut, 3), "5"}, asked: 7},
		"left out":                          {n: 5, limit: 9, unmanageable: odd, want: []string{"2", fmt.Sprintf(left, 3), "4"}, asked: 5},
		"left out, and more":                {n: 9, limit: 2, unmanageable: odd, want: []string{"2", fmt.Sprintf(cut, 2), fmt.Sprintf(left, 3), "4"}, asked: 6},
		"nothing but left out":              {n: 1, limit: 2, unmanageable: odd, want: []string{fmt.Sprintf(left, 1)}, asked: 1},
		"fault at once":                     {n: 9, fault: 1, limit: 3, want: []string{"E: Cannot list the things"}, asked: 1},
		"fault in the middle":               {n: 9, fault: 3, limit: 9, want: []string{"1", "E: Cannot list the things"}, asked: 3},
		"fault where the list would be cut": {n: 9, fault: 4, limit: 3, want: []string{"1", "2", "E: Cannot list the things"}, asked: 4},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			req := list.ListRequest{
				Limit: tt.limit, IncludeResource: true,
				ResourceSchema:         schema.Schema{Attributes: map[string]schema.Attribute{"id": schema.StringAttribute{Computed: true}}},
				ResourceIdentitySchema: identityschema.Schema{Attributes: map[string]identityschema.Attribute{"id": identityschema.StringAttribute{RequiredForImport: true}}},
			}
			asked := 0
			results := ListResults(t.Context(), req, Listing[int]{
				Title: "things", Objects: counted(tt.n, tt.fault, &asked), Wanted: tt.wanted,
				Show: func(i int) Listed {
					if tt.unmanageable != nil && tt.unmanageable(i) {
						return Listed{Unmanageable: "an odd number"}
					}
					m := listedModel{types.StringValue(fmt.Sprint(i))}
					return Listed{DisplayName: fmt.Sprint(i), Identity: m, Model: m}
				},
			})
			var got []string
			for result := range results {
				for _, d := range result.Diagnostics {
					got = append(got, d.Severity().String()[:1]+": "+d.Summary())
				}
				if result.Identity == nil {
					continue
				}
				var identity, model listedModel
				if diags := result.Identity.Get(t.Context(), &identity); diags.HasError() {
					t.Error(diags)
				}
				if diags := result.Resource.Get(t.Context(), &model); diags.HasError() {
					t.Error(diags)
				}
				if name := types.StringValue(result.DisplayName); !identity.ID.Equal(name) || !model.ID.Equal(name) {
					t.Errorf("%s has the identity %s and the model %s", name, identity.ID, model.ID)
				}
				got = append(got, result.DisplayName)
			}
			if diff := cmp.Diff(tt.want, got); diff != "" {
				t.Errorf("results differ (-want +got):\n%s", diff)
			}
			if asked != tt.asked {
				t.Errorf("%d objects were asked for, want %d", asked, tt.asked)
			}
		})
	}
}

// Terraform stops to read when it is interrupted; then nothing more is asked for.
func TestListResults_endsWithItsReader(t *testing.T) {
	t.Parallel()
	asked := 0
	req := list.ListRequest{ResourceIdentitySchema: identityschema.Schema{}, ResourceSchema: schema.Schema{}}
	for range ListResults(t.Context(), req, Listing[int]{
		Title: "things", Objects: counted(9, 0, &asked), Show: func(int) Listed { return Listed{Identity: struct{}{}} },
	}) {
		break
	}
	if asked != 2 {
		t.Errorf("%d objects were asked for", asked)
	}
}
