// Package endtoend_test runs the real CLI with the provider's real binary, for what only processes
// can show: signals, kills, logs.
package endtoend_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }
