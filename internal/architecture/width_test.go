package architecture

import (
	"fmt"
	"go/scanner"
	"go/token"
	"io/fs"
	"os"
	"path"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf8"

	"github.com/google/go-cmp/cmp"
)

// Columns that a line may have, where a tab counts as four. A line of code may be longer in a test,
// or for the sake of a text in it, which is not cut up.
const (
	commentWidth = 100
	codeWidth    = 160
	tabWidth     = 4
)

func TestWidth_isKept(t *testing.T) {
	t.Parallel()

	violations, err := tooWide(os.DirFS(root(t)))
	if err != nil {
		t.Fatal(err)
	}
	for _, violation := range violations {
		t.Error(violation)
	}
}

func TestWidth_isSeen(t *testing.T) {
	t.Parallel()

	long := strings.Repeat("word ", 20)
	call := "a(" + strings.Repeat("wwwwwwwww, ", 15) + ")"
	source := "package a\n\n// " + long + "end.\n//\n//\tcode " + long + "\n// " + strings.Repeat("x", 120) + "\n//go:generate " + long + "\n\n" +
		"func b() {\n\t// " + long[:93] + "\n\t" + call + "\n\ta(`" + long + long + "`)\n\t_ = `\n// " + long + "`\n}\n"
	got, err := tooWide(fstest.MapFS{"a.go": {Data: []byte(source)}, "a_test.go": {Data: []byte("package a\n\nvar x = " + call + "\n")}})
	if err != nil {
		t.Fatal(err)
	}
	want := []string{
		"a.go:3: a comment of 107 columns, where 100 are allowed: wrap it",
		"a.go:11: a line of 172 columns, where 160 are allowed: break it",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("violations differ (-want +got):\n%s", diff)
	}
}

func tooWide(tree fs.FS) (violations []string, err error) {
	err = walkSources(tree, func(name string) error {
		if path.Ext(name) != ".go" {
			return nil
		}
		source, err := fs.ReadFile(tree, name)
		if err != nil {
			return err
		}
		texts := linesWithText(source)
		for i, line := range strings.Split(string(source), "\n") {
			columns := utf8.RuneCountInString(line) + (tabWidth-1)*strings.Count(line, "\t")
			comment, isComment := strings.CutPrefix(strings.TrimLeft(line, "\t "), "//")
			switch {
			case texts[i+1]:
			case isComment && columns > commentWidth && canBeWrapped(comment):
				violations = append(violations, fmt.Sprintf("%s:%d: a comment of %d columns, where %d are allowed: wrap it", name, i+1, columns, commentWidth))
			case !isComment && columns > codeWidth && !strings.HasSuffix(name, "_test.go"):
				violations = append(violations, fmt.Sprintf("%s:%d: a line of %d columns, where %d are allowed: break it", name, i+1, columns, codeWidth))
			}
		}
		return nil
	})
	return violations, err
}

// canBeWrapped is false for directives, code in comments, and a single word such as a URL.
func canBeWrapped(comment string) bool {
	text, isText := strings.CutPrefix(comment, " ")
	return isText && len(strings.Fields(text)) > 1
}

// linesWithText returns the lines that string literals are on.
func linesWithText(source []byte) map[int]bool {
	lines := map[int]bool{}
	set := token.NewFileSet()
	file := set.AddFile("", -1, len(source))
	var s scanner.Scanner
	s.Init(file, source, nil, 0)
	for {
		at, kind, text := s.Scan()
		switch kind {
		case token.EOF:
			return lines
		case token.STRING:
			first := file.Line(at)
			for line := range strings.Count(text, "\n") + 1 {
				lines[first+line] = true
			}
		}
	}
}
