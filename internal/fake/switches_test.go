package fake_test

import (
	"reflect"
	"strings"
	"testing"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/paypalfake"
)

func TestReadSwitches_everyFieldIsNamedAndExplained(t *testing.T) {
	t.Parallel()
	for kind, all := range map[reflect.Type][]fake.Switch{
		reflect.TypeFor[apigeefake.Switches](): apigeefake.NamedSwitches(),
		reflect.TypeFor[paypalfake.Switches](): paypalfake.NamedSwitches(),
	} {
		if len(all) != kind.NumField() {
			t.Errorf("%s has %d fields, %d are read", kind, kind.NumField(), len(all))
		}
		for _, s := range all {
			if s.Doc == "" && s.Kind == "bool" || s.Takes() == "" {
				t.Errorf("%s.%s is not explained: %+v", kind, s.Name, s)
			}
			for _, choice := range s.Values {
				if choice.Doc == "" {
					t.Errorf("%s is not explained", choice.Name)
				}
			}
		}
	}
}

func TestSetSwitch(t *testing.T) {
	t.Parallel()
	type nameValue struct{ name, value string }
	var apigee apigeefake.Switches
	for _, set := range []nameValue{{"MonthsFromOne", "true"}, {"Unset", "UnsetNoKey"}, {"UsageDrift", "0.5"}, {"MaxPageSize", "2"}, {"Names", "Trimmed"}} {
		if err := fake.SetSwitch(apigeefake.NamedSwitches(), &apigee, set.name, set.value); err != nil {
			t.Error(err)
		}
	}
	if !apigee.MonthsFromOne || apigee.Unset != apigeefake.UnsetNoKey || apigee.UsageDrift.String() != "0.5" || apigee.MaxPageSize != 2 || apigee.Names != fake.Trimmed {
		t.Errorf("the switches are %+v", apigee)
	}
	for set, says := range map[nameValue]string{
		{"MonthsFromOne", "yes"}:     "true or false",
		{"Unset", "1"}:               "UnsetEmptyList, UnsetNoKey, UnsetCurrencyDefault",
		{"MaxPageSize", "-1"}:        "a whole number",
		{"UsageDrift", "much"}:       "a decimal",
		{"NoSuchSwitch", "anything"}: "there is no switch NoSuchSwitch",
	} {
		if err := fake.SetSwitch(apigeefake.NamedSwitches(), &apigee, set.name, set.value); err == nil || !strings.Contains(err.Error(), says) {
			t.Errorf("%v: %v, not %q", set, err, says)
		}
	}
	var paypal paypalfake.Switches
	if err := fake.SetSwitch(paypalfake.NamedSwitches(), &paypal, "RequestIDRetention", "72h"); err != nil || paypal.RequestIDRetention.Hours() != 72 {
		t.Errorf("%s, %v", paypal.RequestIDRetention, err)
	}
}
