package rateplan

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"github.com/hashicorp/terraform-plugin-framework/diag"
	"github.com/hashicorp/terraform-plugin-framework/path"
)

// mostNear is how many near names a message lists.
const mostNear = 5

// missing says that a package has no plan of a name or id, and which of the ones it has
// could be meant.
func missing(at path.Path, packageID, wanted string, names []string) diag.Diagnostics {
	text := fmt.Sprintf("The package has %d rate plans, drafts and expired ones included, and none with a name near this one. The data source mint_rate_plans lists them with current = false and show_private = true.", len(names))
	if found := near(wanted, names); len(found) > 0 {
		text = "Did you mean " + strings.Join(found, ", ") + "? Case matters."
	}
	var diags diag.Diagnostics
	diags.AddAttributeError(at, fmt.Sprintf("Package %s has no rate plan %q", packageID, wanted), text)
	return diags
}

// near returns, quoted, the names that hold the wanted one, that it holds, or that take few
// edits to become it, the nearest first.
func near(wanted string, names []string) []string {
	type candidate struct {
		name     string
		distance int
	}
	var found []candidate
	lower := strings.ToLower(wanted)
	for _, name := range names {
		other := strings.ToLower(name)
		distance := edits(lower, other)
		if distance <= 2+len(lower)/4 || strings.Contains(other, lower) || len(other) > 2 && strings.Contains(lower, other) {
			found = append(found, candidate{name, distance})
		}
	}
	slices.SortStableFunc(found, func(a, b candidate) int { return cmp.Compare(a.distance, b.distance) })
	return each(found[:min(len(found), mostNear)], func(c candidate) string { return fmt.Sprintf("%q", c.name) })
}

// edits counts the letters to insert, delete or replace to make b of a.
func edits(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, letter := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, other := range to {
			replaced := diagonal
			if letter != other {
				replaced++
			}
			diagonal = row[j+1]
			row[j+1] = min(replaced, row[j]+1, row[j+1]+1)
		}
	}
	return row[len(to)]
}
