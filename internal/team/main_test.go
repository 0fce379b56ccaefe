// Package team_test shows what several people and pipelines need of a state that they share: locks
// on a real PostgreSQL server, and money that moves once whoever is killed.
package team_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }
