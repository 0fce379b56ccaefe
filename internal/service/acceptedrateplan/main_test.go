package acceptedrateplan_test

import (
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/acctest"
)

func TestMain(m *testing.M) { acctest.Main(m) }
