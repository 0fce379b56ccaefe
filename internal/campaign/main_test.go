// Package campaign_test runs whole configurations of every entity against the fakes while requests
// fail in every way the fakes know, processes are killed and runs are interrupted, and applies them
// again until they are clean. Then it checks the one invariant: the services hold exactly what is
// declared, the state says what they hold, the next plan is empty, and at no time was anything
// there twice.
//
// One number, the seed, decides the configuration, the ways of the services, the faults and the
// moments of the kills. Odd seeds run one resource at a time and replay the same requests, but for
// a GET that Go's own transport repeats when a kept connection was dropped; even ones run ten at a
// time, as Terraform does, and replay the same faults in whatever order the requests arrive.
//
//	go test ./internal/campaign                           # a few seeds
//	MINT_CAMPAIGN_SEEDS=400 go test -v ./internal/campaign # seeds 1 to 400, which make campaign runs
//	MINT_CAMPAIGN_SEED=7 go test -v ./internal/campaign    # seed 7 alone, with its requests if it fails
//
// A smaller part runs the CLI and the provider's binary, whose processes are really killed.
//
// What the services do stays within what exactly-once creation relies on (see package once): a
// request whose answer was lost takes effect before the next run begins or never, and a list that
// lags has caught up by then.
package campaign_test

import (
	"os"
	"runtime/debug"
	"strconv"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
)

func TestMain(m *testing.M) {
	// As the provider does for itself: two fifths of the time would be spent on collecting garbage.
	debug.SetGCPercent(400)
	acctest.Main(m)
}

// seeds lists the seeds to run: the one that MINT_CAMPAIGN_SEED names, or from 1 to
// MINT_CAMPAIGN_SEEDS, or else to count.
func seeds(t *testing.T, count uint64) []uint64 {
	t.Helper()
	if seed, ok := number(t, "MINT_CAMPAIGN_SEED"); ok {
		return []uint64{seed}
	}
	if given, ok := number(t, "MINT_CAMPAIGN_SEEDS"); ok {
		count = given
	}
	var all []uint64
	for seed := range count {
		all = append(all, seed+1)
	}
	return all
}

func number(t *testing.T, variable string) (uint64, bool) {
	t.Helper()
	text := os.Getenv(variable)
	if text == "" {
		return 0, false
	}
	n, err := strconv.ParseUint(text, 10, 64)
	if err != nil {
		t.Fatalf("%s: %v", variable, err)
	}
	return n, true
}
