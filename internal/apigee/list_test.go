package apigee

import (
	"encoding/json"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestList_readsEveryShape(t *testing.T) {
	t.Parallel()
	none := int64(-1)
	for _, tt := range []struct {
		name, json string
		want       []string
		total      int64
	}{
		{"wrapped", `{"ratePlan":[{"id":"a"},{"id":"b"}],"totalRecords":2}`, []string{"a", "b"}, 2},
		{"count is of the collection", `{"ratePlan":[{"id":"a"}],"totalRecords":70}`, []string{"a"}, 70},
		{"count as text", `{"ratePlan":[{"id":"a"}],"totalRecords":"7"}`, []string{"a"}, 7},
		{"no count", `{"ratePlan":[{"id":"a"}]}`, []string{"a"}, none},
		{"two counts", `{"ratePlan":[{"id":"a"}],"total":1,"totalRecords":3}`, []string{"a"}, 3},
		{"unrelated first key", `{"address":[{"city":"Berlin"}],"ratePlan":[{"id":"a"}]}`, []string{"a"}, none},
		{"wrapper in another case", `{"RatePlan":[{"id":"a"}]}`, []string{"a"}, none},
		{"empty", `{"ratePlan":[],"totalRecords":0}`, nil, 0},
		{"wrapper null", `{"ratePlan":null,"totalRecords":0}`, nil, 0},
		{"wrapper absent", `{"totalRecords":0}`, nil, 0},
		{"empty object", `{}`, nil, none},
		{"one object in the wrapper", `{"ratePlan":{"id":"a"}}`, []string{"a"}, none},
		{"one object alone", `{"id":"a","name":"A"}`, []string{"a"}, none},
		{"bare array", `[{"id":"a"},{"id":"b"}]`, []string{"a", "b"}, none},
		{"empty array", ` [ ] `, nil, none},
		{"wrapper twice", `{"rateplan":[{"id":"b"}],"ratePlan":[{"id":"a"}]}`, []string{"a"}, none},
	} {
		t.Run(tt.name, func(t *testing.T) {
			t.Parallel()
			got := list[ref]{wrapper: "ratePlan"}
			if err := json.Unmarshal([]byte(tt.json), &got); err != nil {
				t.Fatal(err)
			}
			if diff := cmp.Diff(tt.want, each(got.items, func(r ref) string { return r.ID })); diff != "" && len(tt.want)+len(got.items) > 0 {
				t.Error(diff)
			}
			total := none
			if got.total.Value != nil {
				total = *got.total.Value
			}
			if total != tt.total {
				t.Errorf("total is %d, want %d", total, tt.total)
			}
		})
	}
}

func TestList_refusesAnotherShape(t *testing.T) {
	t.Parallel()
	for _, text := range []string{`"text"`, `1`, `{"ratePlan":"a"}`, `{"ratePlan":[1]}`, `[[]]`, `{"ratePlan":[],"totalRecords":"many"}`,
		`null`, `{"status":"ok"}`, `{"code":"mint.genericMessage","message":"m","contexts":[]}`, `{"totalRecords":null}`, `{"address":[]}`} {
		got := list[ref]{wrapper: "ratePlan"}
		if err := json.Unmarshal([]byte(text), &got); err == nil {
			t.Errorf("%s was read as %+v", text, got.items)
		}
	}
}
