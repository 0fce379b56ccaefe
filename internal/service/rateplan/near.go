package rateplan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/agext/levenshtein"
	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// mostNear is how many near names a message lists.
const mostNear = 5

// missing says that a package has no plan of a name or id, and which of the ones it has could be
// meant.
func missing(at path.Path, packageID, wanted string, names []string) diag.Diagnostics {
	text := fmt.Sprintf("The package has %d rate plans, drafts and expired ones included, and none with a similar name. The data source mint_rate_plans lists them with current = false and show_private = true.", len(names))
	if found := near(wanted, names); len(found) > 0 {
		text = "Did you mean " + strings.Join(found, ", ") + "? Case matters."
	}
	var diags diag.Diagnostics
	diags.AddAttributeError(at, fmt.Sprintf("Package %s has no rate plan %q", packageID, wanted), text)
	return diags
}

// near returns, quoted, the names that hold the wanted one, that it holds, or that take few edits
// to become it, the nearest first.
func near(wanted string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var found []candidate
	lower := strings.ToLower(wanted)
	for _, name := range names {
		other := strings.ToLower(name)
		distance := levenshtein.Distance(lower, other, nil)
		if distance <= 2+len(lower)/4 || strings.Contains(other, lower) || len(other) > 2 && strings.Contains(lower, other) {
			found = append(found, candidate{name, distance})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	return each(found[:min(len(found), mostNear)], func(c candidate) string { return fmt.Sprintf("%q", c.name) })
}
