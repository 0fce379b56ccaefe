package ledger_test

import (
	"fmt"
	"regexp"
	"strings"
	"testing"

	"github.com/hashicorp/terraform-plugin-testing/helper/resource"
	"github.com/hashicorp/terraform-plugin-testing/knownvalue"
	"github.com/hashicorp/terraform-plugin-testing/plancheck"
	"github.com/hashicorp/terraform-plugin-testing/statecheck"
	"github.com/hashicorp/terraform-plugin-testing/terraform"
	"github.com/hashicorp/terraform-plugin-testing/tfjsonpath"
	"github.com/hashicorp/terraform-plugin-testing/tfversion"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

const (
	address = typeName + ".test"

	config = `
resource "mint_wallet_transaction" "test" {
  wallet_id       = %q
  reference       = %q
  type            = "TOPUP"
  %s
  on_destroy      = %q

  metadata = {
    ticket = "T-1"
  }

  lifecycle {
    create_before_destroy = %t
  }
}

data "mint_wallet_transactions" "all" {
  wallet_id  = mint_wallet_transaction.test.wallet_id
  depends_on = [mint_wallet_transaction.test]
}

data "mint_wallet_transaction" "one" {
  transaction_id = mint_wallet_transaction.test.transactions[0].transaction_id
}

output "sum" {
  value = format("%%.5f", sum([
    for t in data.mint_wallet_transactions.all.wallet_transactions :
    t.payment_status != "SETTLED" ? 0 : t.transaction_type == "INBOUND" ? tonumber(t.credits) : -tonumber(t.credits)
  ]))
}
`
)

func planned(action plancheck.ResourceActionType) resource.ConfigPlanChecks {
	return resource.ConfigPlanChecks{
		PreApply:             []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, action)},
		PostApplyPostRefresh: []plancheck.PlanCheck{plancheck.ExpectEmptyPlan()},
	}
}

func held(reference, sum string) []statecheck.StateCheck {
	return []statecheck.StateCheck{
		statecheck.ExpectKnownValue(address, tfjsonpath.New("reference"), knownvalue.StringExact(reference)),
		statecheck.ExpectKnownValue("data.mint_wallet_transaction.one", tfjsonpath.New("reference"), knownvalue.StringExact(reference)),
		statecheck.ExpectKnownOutputValue("sum", knownvalue.StringExact(sum)),
	}
}

func TestAccEntry_cycle(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	first := b.HCL(config, b.wallet, "order-1", "granted_credits = 12345678901234567.89", "retain", false)
	const both = "paid_credits = 7\n  granted_credits = 0.00001"
	b.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{Config: first, ConfigPlanChecks: planned(plancheck.ResourceActionCreate), ConfigStateChecks: held("order-1", "12345678901234667.89000")},
			{ResourceName: address, ImportState: true, ImportStateVerify: true},
			{Config: b.HCL(config, b.wallet, "order-1", "granted_credits = 1", "retain", false), ExpectError: regexp.MustCompile(`is\s+already\s+posted`)},
			{Config: b.HCL(config, b.wallet, "order-2", both, "void", false), ConfigPlanChecks: planned(plancheck.ResourceActionReplace), ConfigStateChecks: held("order-2", "12345678901234667.89001")},
			// The replacement finds its predecessor under the same reference, which must then not
			// be voided.
			{
				Taint:  []string{address},
				Config: b.HCL(config, b.wallet, "order-2", both, "void", true), ConfigPlanChecks: planned(plancheck.ResourceActionCreateBeforeDestroy),
				ConfigStateChecks: held("order-2", "12345678901234667.89001"),
			},
			{
				PreConfig: func() { b.settle(t) },
				Config:    b.HCL(config, b.wallet, "order-2", both, "void", true), ConfigPlanChecks: planned(plancheck.ResourceActionNoop),
				ConfigStateChecks: held("order-2", "12345678901234674.89001"),
			},
		},
		CheckDestroy: func(*terraform.State) error {
			b.credits(t, "12345678901234567.89")
			return nil
		},
	})
	if got := b.posts(); got != 3 {
		t.Errorf("%d were posted, want two top-ups and a VOID", got)
	}
}

// The replacement of create_before_destroy finds its predecessor under its own reference. Whether
// the run comes to its end or not, that is then not voided.
func TestAccEntry_createBeforeDestroy(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	w := b.NewWorkspace(fmt.Sprintf(`
variable "run" { default = 1 }
variable "command" { default = "true" }

resource "mint_wallet_transaction" "test" {
  wallet_id       = %q
  reference       = "order-1"
  type            = "TOPUP"
  granted_credits = 10
  on_destroy      = "void"

  lifecycle {
    create_before_destroy = true
  }
}

resource "terraform_data" "dependent" {
  input            = mint_wallet_transaction.test.id
  triggers_replace = [var.run]

  provisioner "local-exec" {
    command = var.command
  }
}
`, b.wallet))
	run := func(want int, texts []string, args ...string) {
		t.Helper()
		output, code := w.Run(append(args, "-no-color")...)
		if output = strings.Join(strings.Fields(strings.ReplaceAll(output, "│", "")), " "); code != want {
			t.Fatalf("%q exited with %d:\n%s", args, code, output)
		}
		contains(t, []string{output}, texts...)
		b.credits(t, "10")
	}
	run(0, nil, "apply", "-auto-approve")
	run(0, []string{"Adopted"}, "apply", "-auto-approve", "-replace="+address)
	run(0, nil, "plan", "-detailed-exitcode")

	run(1, []string{"Adopted"}, "apply", "-auto-approve", "-replace="+address, "-var=run=2", "-var=command=false")
	if !strings.Contains(w.State(), `"deposed"`) {
		t.Fatalf("nothing is deposed:\n%s", w.State())
	}
	run(1, []string{"order-1, and one would be destroyed", "terraform state rm"}, "apply", "-auto-approve", "-var=run=2")
	run(1, []string{"order-1, and one would be destroyed"}, "destroy", "-auto-approve", "-var=run=2")
	// What that advises.
	run(0, nil, "state", "rm", address)
	run(0, nil, "import", address, b.wallet+"/order-1")
	run(0, nil, "apply", "-auto-approve", "-var=run=2")
	run(0, nil, "plan", "-detailed-exitcode", "-var=run=2")
	if got := b.posts(); got != 1 {
		t.Errorf("%d were posted", got)
	}
	w.Succeed("destroy", "-auto-approve", "-no-color")
	b.credits(t, "0")
}

// Another name for the resource is not another entry.
func TestAccEntry_renamed(t *testing.T) {
	t.Parallel()
	const resources = `
resource "mint_wallet_transaction" %q {
  wallet_id       = %q
  reference       = %q
  type            = "TOPUP"
  granted_credits = 10
  on_destroy      = "void"
}
`
	const moved = `
moved {
  from = mint_wallet_transaction.old
  to   = mint_wallet_transaction.test
}
`
	b := newBank(t)
	renamed := b.HCL(resources, "test", b.wallet, "order-1")
	b.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{Config: b.HCL(resources, "old", b.wallet, "order-1")},
			{Config: renamed, ExpectError: regexp.MustCompile(`Destroying this would void it`)},
			{Config: renamed + moved, ConfigPlanChecks: planned(plancheck.ResourceActionNoop)},
			{Config: renamed + fmt.Sprintf(resources, "other", b.wallet, "order-2"), ConfigPlanChecks: planned(plancheck.ResourceActionNoop)},
		},
		CheckDestroy: func(*terraform.State) error {
			b.credits(t, "0")
			return nil
		},
	})
	if got := b.posts(); got != 4 {
		t.Errorf("%d were posted, want two top-ups and two VOIDs", got)
	}
}

// A plan says what becomes of a tainted entry that is voided when it is replaced.
func TestAccEntry_tainted(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	w := b.NewWorkspace(fmt.Sprintf("resource \"mint_wallet_transaction\" \"test\" {\n wallet_id = %q\n reference = \"order-1\"\n type = \"TOPUP\"\n granted_credits = 10\n on_destroy = \"void\"\n}\n", b.wallet))
	w.Succeed("apply", "-auto-approve", "-no-color")
	w.Succeed("taint", address)
	if output, code := w.Run("plan", "-no-color"); code != 0 || !strings.Contains(output, "Replacing this voids it") || !strings.Contains(output, "terraform untaint") {
		t.Errorf("plan exited with %d:\n%s", code, output)
	}
	w.Succeed("untaint", address)
	w.Succeed("plan", "-detailed-exitcode", "-no-color")
	w.Succeed("taint", address)
	w.Succeed("destroy", "-auto-approve", "-no-color")
	b.credits(t, "0")
}

// A wallet that is edited, or whose id is unknown in the plan because it is replaced, re-posts
// nothing unseen.
func TestAccEntry_walletChanges(t *testing.T) {
	t.Parallel()
	const chain = `
resource "mint_wallet" "test" {
  external_customer_id = "acme"
  name                 = %q
  currency             = "USD"
  rate_amount          = %s
  force_destroy        = true
}

resource "mint_wallet_transaction" "test" {
  count           = 2
  wallet_id       = mint_wallet.test.id
  reference       = "order-${count.index}"
  type            = "TOPUP"
  granted_credits = 10
}
`
	b := newBank(t)
	entries := func(action plancheck.ResourceActionType) []plancheck.PlanCheck {
		return []plancheck.PlanCheck{
			plancheck.ExpectResourceAction(address+"[0]", action),
			plancheck.ExpectResourceAction(address+"[1]", action),
		}
	}
	b.CLI(resource.TestCase{
		Steps: []resource.TestStep{
			{Config: b.HCL(chain, "Prepaid A", "1"), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: entries(plancheck.ResourceActionCreate)}},
			{Config: b.HCL(chain, "Prepaid B", "1"), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: entries(plancheck.ResourceActionNoop)}},
			// The id of the new wallet is unknown, so the entries cannot be planned, and the apply
			// stops at them.
			{
				Config: b.HCL(chain, "Prepaid B", "2"), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: entries(plancheck.ResourceActionUpdate)},
				ExpectError: regexp.MustCompile(`plan\s+again`),
			},
			{Config: b.HCL(chain, "Prepaid B", "2"), ConfigPlanChecks: resource.ConfigPlanChecks{PreApply: entries(plancheck.ResourceActionReplace)}},
		},
	})
	if got := b.posts(); got != 4 {
		t.Errorf("%d were posted, want two in each wallet", got)
	}
}

func TestAccEntry_declaredTwice(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.CLI(expecting(b.HCL(`
resource "mint_wallet_transaction" "test" {
  count           = 2
  wallet_id       = %q
  reference       = "order-1"
  type            = "TOPUP"
  granted_credits = 10
}
`, b.wallet), `Declared twice: TOPUP`))
	if got := b.posts(); got != 1 {
		t.Errorf("%d were posted", got)
	}
}

// The service that dropped the name of one posting gets no other in that run.
func TestAccEntry_unmarked(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.PayPal.Switch(func(s *paypalfake.Switches) { s.Metadata = paypalfake.EchoNone })
	b.CLI(expecting(b.HCL(`
resource "mint_wallet_transaction" "test" {
  count           = 3
  wallet_id       = %q
  reference       = "order-${count.index}"
  type            = "TOPUP"
  granted_credits = 1
}
`, b.wallet), `Not posted: TOPUP`))
	if got := b.posts(); got != 1 {
		t.Errorf("%d were posted", got)
	}
}

func expecting(config, problem string) resource.TestCase {
	return resource.TestCase{Steps: []resource.TestStep{{Config: config, ExpectError: regexp.MustCompile(problem)}}}
}

// 200 entries in 20 wallets under a mix of faults, applied until it is clean.
func TestAccEntry_manyUnderFaults(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.Block["settle_timeout"], b.Block["max_retries"] = "500ms", 2
	w := b.NewWorkspace(`
resource "mint_wallet" "test" {
  count                = 20
  external_customer_id = "acme"
  name                 = "Campaign ${count.index}"
  currency             = "USD"
  rate_amount          = 1000
  force_destroy        = true
}

resource "mint_wallet_transaction" "test" {
  count           = 200
  wallet_id       = mint_wallet.test[count.index % 20].id
  reference       = "order-${count.index}"
  type            = "TOPUP"
  granted_credits = format("%d.%05d", count.index, count.index + 1)
}
`)
	w.Succeed("apply", "-auto-approve", "-no-color", "-target=mint_wallet.test")
	b.Server.Inject(fake.Mix(11,
		fake.Share{Percent: 4, Fault: fake.DropAfter()}, fake.Share{Percent: 2, Fault: fake.DropBefore()}, fake.Share{Percent: 4, Fault: fake.AfterEffect(fake.Status(503, ""))},
		fake.Share{Percent: 4, Fault: fake.Truncate()}, fake.Share{Percent: 2, Fault: fake.HTML(502)}, fake.Share{Percent: 2, Fault: fake.CommitLate(3, fake.DropBefore())},
		fake.Share{Percent: 2, Fault: fake.LoseTokens()},
	), fake.On("", anyRoute), fake.Always())
	for applies := 1; ; applies++ {
		output, code := w.Run("apply", "-auto-approve", "-no-color")
		if code == 0 {
			break
		}
		if applies == 20 {
			t.Fatalf("not clean after 20 applies:\n%s", output)
		}
	}
	b.Server.ClearFaults()
	b.Server.CommitPending()
	w.Succeed("plan", "-detailed-exitcode", "-no-color")
	total, count := dec("0"), 0
	for _, wallet := range b.PayPal.Wallets("acme") {
		if wallet.ID != b.wallet {
			count += len(b.PayPal.Transactions(wallet.ID))
			total = total.Add(b.PayPal.Balance(wallet.ID).Credits)
		}
	}
	// 0 + ... + 199, and 1 + ... + 200 in the fifth decimal.
	if want := dec("19900.20100"); count != 200 || !total.Equal(want) {
		t.Errorf("the service holds %d entries of %s credits, want 200 of %s", count, total, want)
	}
}

func TestAccEntry_identity(t *testing.T) {
	t.Parallel()
	b := newBank(t)
	b.CLI(resource.TestCase{
		TerraformVersionChecks: []tfversion.TerraformVersionCheck{tfversion.SkipBelow(tfversion.Version1_12_0)},
		Steps: []resource.TestStep{
			{
				Config: b.HCL(config, b.wallet, "order-1", "granted_credits = 10", "retain", false),
				ConfigStateChecks: []statecheck.StateCheck{
					statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("wallet_id")),
					statecheck.ExpectIdentityValueMatchesState(address, tfjsonpath.New("reference")),
				},
			},
			{
				ResourceName: address, ImportState: true, ImportStateKind: resource.ImportBlockWithResourceIdentity,
				ImportPlanChecks: resource.ImportPlanChecks{PreApply: []plancheck.PlanCheck{plancheck.ExpectResourceAction(address, plancheck.ResourceActionNoop)}},
			},
		},
	})
}
