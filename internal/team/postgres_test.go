package team_test

import (
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// startPostgreSQL starts a server of its own for the test, which listens on a socket only, and
// returns how to connect to it.
func startPostgreSQL(t *testing.T) (connection string) {
	t.Helper()
	programs := findPostgreSQL(t)
	// The path of a socket may have about 100 characters, which those of t.TempDir can exceed.
	dir, err := os.MkdirTemp("", "pg")
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	account := unprivileged(t, dir)
	run := func(program string, args ...string) error {
		cmd := exec.Command(filepath.Join(programs, program), args...)
		cmd.Dir, cmd.SysProcAttr = dir, account
		if output, err := cmd.CombinedOutput(); err != nil {
			return fmt.Errorf("%s: %w\n%s", program, err, output)
		}
		return nil
	}
	data := filepath.Join(dir, "data")
	if err := run("initdb", "--pgdata", data, "--auth=trust", "--username=terraform", "--no-sync"); err != nil {
		t.Fatal(err)
	}
	settings := fmt.Sprintf("-c listen_addresses='' -c unix_socket_directories=%s -c fsync=off", dir)
	if err := run("pg_ctl", "start", "--wait", "--pgdata", data, "--log", filepath.Join(dir, "log"), "--options", settings); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := run("pg_ctl", "stop", "--pgdata", data, "--mode=immediate"); err != nil {
			t.Error(err)
		}
	})
	return "host=" + dir + " user=terraform dbname=postgres sslmode=disable"
}

// findPostgreSQL is the directory of the server's programs, which Debian does not put on the PATH.
func findPostgreSQL(t *testing.T) string {
	t.Helper()
	if program, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(program)
	}
	found, err := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if err != nil {
		t.Fatal(err)
	}
	if len(found) == 0 {
		t.Skip("initdb of PostgreSQL is neither on the PATH nor in /usr/lib/postgresql: any version from 12 on will do")
	}
	version := func(path string) int {
		n, _ := strconv.Atoi(strings.Split(path, "/")[4])
		return n
	}
	return filepath.Dir(slices.MaxFunc(found, func(a, b string) int { return version(a) - version(b) }))
}

// unprivileged gives the directory to a user that is not root, as whom the server refuses to run.
func unprivileged(t *testing.T, dir string) *syscall.SysProcAttr {
	t.Helper()
	if os.Getuid() != 0 {
		return nil
	}
	nobody, err := user.Lookup("nobody")
	if err != nil {
		t.Skipf("PostgreSQL does not run as root, and there is no user nobody: %v", err)
	}
	uid, _ := strconv.Atoi(nobody.Uid)
	gid, _ := strconv.Atoi(nobody.Gid)
	if err := os.Chown(dir, uid, gid); err != nil {
		t.Fatal(err)
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}
}
