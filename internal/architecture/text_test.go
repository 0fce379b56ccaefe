package architecture

import (
	"bytes"
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/google/go-cmp/cmp"
)

// machinePath is an absolute path as it looks on somebody's machine, not behind a host name, where
// the same words are part of an address.
var machinePath = regexp.MustCompile(`(?:^|[^A-Za-z0-9._~%:}/-])((?:/(?:root|home|Users|work|workspace|tmp|mnt|private|var/folders)|[A-Z]:\\(?:Users|Temp))[/\\][\w.-]+)`)

func TestText_namesNoMachinePath(t *testing.T) {
	t.Parallel()

	found, err := machinePaths(os.DirFS(root(t)), trackedFiles(t))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range found {
		t.Errorf("%s names a path of somebody's machine", f)
	}
}

func TestText_machinePathsAreSeen(t *testing.T) {
	t.Parallel()

	// Put together here, so that this file is not itself a find.
	const slash = "/"
	tree := fstest.MapFS{
		"clean.md":   {Data: []byte("see https://example.com" + slash + "home/page, ./work/x and ${HOME}" + slash + "tmp/x\n")},
		"image.png":  {Data: []byte("\x00 " + slash + "root/x")},
		"script.sh":  {Data: []byte("#!/bin/sh\ncd " + slash + "root/project\n")},
		"quoted.go":  {Data: []byte("package a\nvar a = \"" + slash + "tmp/a.sock\"\n")},
		"windows.md": {Data: []byte(`in C:` + `\Users\dev` + "\n")},
		"start.txt":  {Data: []byte(slash + "home/dev/x")},
	}
	want := []string{
		"quoted.go:2: " + slash + "tmp/a.sock",
		"script.sh:2: " + slash + "root/project",
		"start.txt:1: " + slash + "home/dev",
		`windows.md:1: C:` + `\Users\dev`,
	}
	got, err := machinePaths(tree, []string{"clean.md", "gone.md", "image.png", "quoted.go", "script.sh", "start.txt", "windows.md"})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Errorf("paths differ (-want +got):\n%s", diff)
	}
}

// machinePaths returns "file:line: path" for the first one on each line. A file of the list that is
// gone from the tree is passed over, one with a NUL byte is not text.
func machinePaths(tree fs.FS, files []string) ([]string, error) {
	var found []string
	for _, name := range files {
		info, err := fs.Stat(tree, name)
		if err != nil || !info.Mode().IsRegular() {
			continue
		}
		content, err := fs.ReadFile(tree, name)
		if err != nil {
			return nil, err
		}
		if bytes.ContainsRune(content, 0) {
			continue
		}
		for i, line := range strings.Split(string(content), "\n") {
			if match := machinePath.FindStringSubmatch(line); match != nil {
				found = append(found, fmt.Sprintf("%s:%d: %s", name, i+1, match[1]))
			}
		}
	}
	return found, nil
}

// trackedFiles asks git, because build products and a developer's own state files lie in the same
// tree and may name what they like.
func trackedFiles(t *testing.T) []string {
	t.Helper()
	if _, err := os.Stat(root(t) + "/.git"); err != nil {
		t.Skip("not a git checkout, so nothing says which files belong to the repository")
	}
	out, err := exec.CommandContext(t.Context(), "git", "-C", root(t), "ls-files", "-z").Output()
	if err != nil {
		t.Fatalf("listing the tracked files: %v", err)
	}
	files := strings.Split(strings.TrimSuffix(string(out), "\x00"), "\x00")
	if len(files) < 2 {
		t.Fatalf("git lists %d files: the check would prove nothing", len(files))
	}
	return files
}
