package architecture

import (
	"fmt"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// contracts are the documents that comments cite, by the name they cite them by.
var contracts = map[string]string{
	"apigee-mint":       "internal/apigee/CONTRACT.md",
	"apigee-neighbours": "internal/apigee/CONTRACT-neighbours.md",
	"wallets":           "internal/paypal/CONTRACT.md",
}

func TestCitations_exist(t *testing.T) {
	t.Parallel()

	violations, cited, err := citationViolations(os.DirFS(root(t)), contracts)
	if err != nil {
		t.Fatal(err)
	}
	for _, violation := range violations {
		t.Error(violation)
	}
	if cited == 0 {
		t.Error("no comment cites a contract: the check proves nothing")
	}
}

func TestCitations_mistakesAreSeen(t *testing.T) {
	t.Parallel()

	const contract = `# A contract

## 0. Traps

1. **The first.** Beware.
2. The second.

## 2. Wallet

### 2.2 Operations

**Update.** Sends a part.

## 4. Endpoints

| # | verb |
|---|---|
| 3 | GET |
| 14 | PUT |
`
	tests := map[string]struct {
		comment string
		want    []string // what is said to be missing
	}{
		"all there":              {"// A (contract: wallets 0, 2 and 2.2) b\n// (contract: wallets 2 to 4).", nil},
		"the whole document":     {"// A (contract: wallets).", nil},
		"no section":             {"// A (contract: wallets 2.3).", []string{"section 2.3"}},
		"one of several":         {"// A (contract: wallets 2.2, 7 and 4).", []string{"section 7"}},
		"end of a range":         {"// A (contract: wallets 2 to 5).", []string{"section 5"}},
		"wrapped":                {"// A (contract:\n// wallets 2.2,\n// 9).", []string{"section 9"}},
		"no parentheses":         {"// Contract: wallets 2.2, OAuth. B.\n//\n// Contract: wallets 8.", []string{"section 8"}},
		"item of a list":         {"// A (contract: wallets 0.2 and 0.3).", []string{"section 0.3"}},
		"without the word":       {"// A comes from wallets 2.9, and 2 wallets 3 times.", []string{"section 2.9"}},
		"paragraph":              {"// A (contract: wallets 2.2, Update).", nil},
		"no paragraph":           {"// A (contract: wallets 2.2, Terminate).", []string{`"Terminate" in section 2.2`}},
		"trap":                   {"// A (contract: wallets 2.2, trap 2).", nil},
		"no trap":                {"// A (contract: wallets, trap 3), b.", []string{"trap 3"}},
		"trap by itself":         {"// A (trap 1) and b (traps 2 and 7).", []string{"trap 7"}},
		"row":                    {"// A (contract: wallets 4, number 3, and 2.2, and 4, filters of #14).", nil},
		"no row":                 {"// A (contract: wallets 4, number 4).", []string{"number 4 in section 4"}},
		"one of several rows":    {"// A (contract: wallets 4, numbers 3 and 5).", []string{"number 5 in section 4"}},
		"two documents":          {"// A (contract: wallets 2.2, Update, wallets 9; wallets 2 and wallets 8).", []string{"section 9", "section 8"}},
		"unknown document":       {"// A (contract: purses 1).", []string{`document "purses"`}},
		"text is not a comment":  {"var _ = `(contract: wallets 2.3)`", nil},
		"somebody's contract is": {"// A contract duration: none.", nil},
	}
	for name, test := range tests {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			tree := fstest.MapFS{
				"CONTRACT.md": {Data: []byte(contract)},
				"a.go":        {Data: []byte("package a\n\n" + test.comment + "\n\nvar a int\n")},
			}
			got, _, err := citationViolations(tree, map[string]string{"wallets": "CONTRACT.md"})
			if err != nil {
				t.Fatal(err)
			}
			for i, violation := range got {
				_, got[i], _ = strings.Cut(violation, " has no ")
			}
			if diff := cmp.Diff(test.want, got); diff != "" {
				t.Errorf("missing differ (-want +got):\n%s", diff)
			}
		})
	}
}

// contract is what can be cited of a document.
type contract struct {
	file     string
	sections map[string]string // text by number, that of "2" without that of "2.1"
	items    map[string]bool   // "2/3" is item 3 of a numbered list, or row 3 of a table, in section 2
}

var (
	headingLine = regexp.MustCompile(`^#+ (\d+(?:\.\d+)*)[. ]`)
	itemLine    = regexp.MustCompile(`^(?:(\d+)\. |\| (\d+) \|)`)
)

func readContract(tree fs.FS, file string) (contract, error) {
	text, err := fs.ReadFile(tree, file)
	if err != nil {
		return contract{}, err
	}
	c := contract{file: file, sections: map[string]string{}, items: map[string]bool{}}
	section := ""
	for line := range strings.Lines(string(text)) {
		if heading := headingLine.FindStringSubmatch(line); heading != nil {
			section = heading[1]
		} else if item := itemLine.FindStringSubmatch(line); item != nil {
			c.items[section+"/"+item[1]+item[2]] = true
		}
		c.sections[section] += line
	}
	return c, nil
}

// citationViolations says which citations in comments lead nowhere, and how many comments cite.
func citationViolations(tree fs.FS, documents map[string]string) (violations []string, cited int, err error) {
	known := map[string]contract{}
	for name, file := range documents {
		if known[name], err = readContract(tree, file); err != nil {
			return nil, 0, err
		}
	}
	err = walkSources(tree, func(name string) error {
		if path.Ext(name) != ".go" {
			return nil
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		positions := token.NewFileSet()
		parsed, err := parser.ParseFile(positions, name, source, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			return err
		}
		for _, group := range parsed.Comments {
			missing, cites := missingIn(strings.Join(strings.Fields(group.Text()), " "), known)
			for _, m := range missing {
				violations = append(violations, fmt.Sprintf("%s:%d: %s", name, positions.Position(group.Pos()).Line, m))
			}
			if cites {
				cited++
			}
		}
		return nil
	})
	return violations, cited, err
}

var (
	inParentheses = regexp.MustCompile(`\([Cc]ontract: ([^)]*)\)`)
	inASentence   = regexp.MustCompile(`[Cc]ontract: ([\w-]+)((?:,? (?:and |to )?\d+(?:\.\d+)*)*)`)
	document      = regexp.MustCompile(`^[a-z][a-z-]+`)
	another       = regexp.MustCompile(`(?:, |; | and )((?:apigee|paypal)-[a-z]+|wallets)\b`)
	bySection     = regexp.MustCompile(`\b(apigee-mint|apigee-neighbours|wallets) (\d+\.\d+)`)
	byTrap        = regexp.MustCompile(`\btraps? \d+(?:(?:, | and )\d+)*`)
)

// missingIn looks at one comment, unwrapped.
func missingIn(comment string, known map[string]contract) (missing []string, cites bool) {
	check := func(document, references string) {
		cites = true
		c, ok := known[document]
		if !ok {
			missing = append(missing, fmt.Sprintf("the repository has no document %q", document))
			return
		}
		missing = append(missing, c.missing(references)...)
	}
	for _, match := range inParentheses.FindAllStringSubmatch(comment, -1) {
		// One pair of parentheses may cite several documents.
		for _, citation := range strings.Split(another.ReplaceAllString(match[1], "\n$1"), "\n") {
			name := document.FindString(citation)
			check(name, strings.TrimPrefix(citation, name))
		}
	}
	comment = inParentheses.ReplaceAllString(comment, "")
	for _, match := range inASentence.FindAllStringSubmatch(comment, -1) {
		check(match[1], match[2])
	}
	comment = inASentence.ReplaceAllString(comment, "")
	for _, match := range bySection.FindAllStringSubmatch(comment, -1) {
		check(match[1], match[2])
	}
	for _, references := range byTrap.FindAllString(comment, -1) {
		check("wallets", references)
	}
	return missing, cites
}

var (
	separator = regexp.MustCompile(`[,;] and |[,;] | and | to `)
	number    = regexp.MustCompile(`^\d+(?:\.\d+)*$`)
	itemOf    = regexp.MustCompile(`^(?:(trap|question|number)(s?) |.*#)(\d+)$`)
)

// lists are the sections of the numbered lists that have a name of their own.
var lists = map[string]string{"trap": "0", "question": "8"}

// missing looks up references such as "4.1, numbers 2 and 6" and "2.2, Update".
func (c contract) missing(references string) []string {
	var missing []string
	section, plural := "", "" // plural is what a number right after "and" counts
	for _, part := range separator.Split(strings.TrimLeft(references, ", "), -1) {
		item := itemOf.FindStringSubmatch(part)
		if item == nil && plural != "" && !strings.Contains(part, ".") && number.MatchString(part) {
			item = []string{part, plural, "s", part}
		}
		plural = ""
		switch {
		case part == "":
		case item != nil:
			list, what := lists[item[1]], item[1]
			if list == "" {
				list, what = section, "number"
			}
			if item[2] != "" {
				plural = item[1]
			}
			if !c.items[list+"/"+item[3]] {
				text := fmt.Sprintf("%s has no %s %s", c.file, what, item[3])
				if what == "number" {
					text += " in section " + list
				}
				missing = append(missing, text)
			}
		case number.MatchString(part):
			section = part
			list, item, _ := strings.Cut(part, ".")
			if _, ok := c.sections[section]; !ok && !c.items[list+"/"+item] {
				missing = append(missing, fmt.Sprintf("%s has no section %s", c.file, section))
			}
		case !strings.Contains(strings.ToLower(c.sections[section]), strings.ToLower(part)):
			missing = append(missing, fmt.Sprintf("%s has no %q in section %s", c.file, part, section))
		}
	}
	return missing
}
