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

// server is a PostgreSQL server for one test, which listens on a socket only.
type server struct {
	t             *testing.T
	programs, dir string
	account       *syscall.SysProcAttr
}

// startPostgreSQL makes a database and starts its server, until the test ends.
func startPostgreSQL(t *testing.T) *server {
	t.Helper()
	programs := findPostgreSQL(t)
	// The path of a socket may have about 100 characters, which those of t.TempDir can exceed.
	dir, err := os.MkdirTemp("", "pg") //nolint:usetesting // see above
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	s := &server{t: t, programs: programs, dir: dir, account: unprivileged(t, dir)}
	s.run("initdb", "--pgdata", "data", "--auth=trust", "--username=terraform", "--no-sync")
	s.start()
	t.Cleanup(s.stop)
	return s
}

// connection is the connection string for the backend.
func (s *server) connection() string {
	return "host=" + s.dir + " user=terraform dbname=postgres sslmode=disable"
}

func (s *server) start() {
	s.t.Helper()
	settings := fmt.Sprintf("-c listen_addresses='' -c unix_socket_directories=%s -c fsync=off", s.dir)
	s.run("pg_ctl", "start", "--wait", "--pgdata", "data", "--log", "log", "--options", settings)
}

// stop ends the server and every connection at once.
func (s *server) stop() {
	s.t.Helper()
	s.run("pg_ctl", "stop", "--pgdata", "data", "--mode=immediate")
}

func (s *server) run(program string, args ...string) {
	s.t.Helper()
	cmd := exec.Command(filepath.Join(s.programs, program), args...)
	cmd.Dir, cmd.SysProcAttr = s.dir, s.account
	// pg_ctl leaves the server behind, which would hold on to a pipe.
	log, err := os.Create(filepath.Join(s.dir, "output"))
	if err != nil {
		s.t.Fatal(err)
	}
	defer func() { _ = log.Close() }()
	cmd.Stdout, cmd.Stderr = log, log
	if err := cmd.Run(); err != nil {
		output, _ := os.ReadFile(log.Name())
		s.t.Fatalf("%s: %v\n%s", program, err, output)
	}
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
