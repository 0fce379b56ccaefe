package apigee_test

import (
	"fmt"
	"testing"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake/apigeefake"
)

// rebate is an adjustment of a month that is open by the fake's clock.
func rebate() apigee.BillingAdjustment {
	return apigee.BillingAdjustment{
		Name: "Rebate", PercentageFactor: dec("-12.3456"), Month: time.March, Year: 2025,
		DeveloperBillingType: "POSTPAID", TransactionType: "CHARGE", PackageID: pkg, ProductID: product,
		Developer: apigee.DeveloperRef{ID: developer},
	}
}

func TestBillingAdjustment_lifeUnderEverySwitch(t *testing.T) {
	t.Parallel()
	switches := everySwitch()
	switches["echo of a name"] = apigeefake.Switches{MonthEcho: apigeefake.EchoName}
	switches["echo of a bare number"] = apigeefake.Switches{MonthEcho: apigeefake.EchoBareNumber}
	switches["numbers only"] = apigeefake.Switches{MonthInput: apigeefake.MonthNumber}
	switches["names only"] = apigeefake.Switches{MonthInput: apigeefake.MonthName}
	switches["strict about changes"] = apigeefake.Switches{RefuseImmutableChanges: true}
	switches["published by default"] = apigeefake.Switches{AdjustmentsPublishedByDefault: true}
	for name, set := range switches {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			format := apigee.MonthNumber
			if set.MonthInput == apigeefake.MonthName {
				format = apigee.MonthName
			}
			s := newService(t, set, apigee.WithMonthFormat(format))
			if all, err := s.client.BillingAdjustments.List(t.Context()); err != nil || len(all) != 0 {
				t.Fatalf("at first: %v, %v", all, err)
			}
			made, err := s.client.BillingAdjustments.Kind.Post(t.Context(), rebate())
			if err != nil {
				t.Fatal(err)
			}
			truth := s.Adjustments(org)
			if len(truth) != 1 || truth[0].ID != made.ID || truth[0].Month != time.March || truth[0].Published || !truth[0].Factor.Equal(dec("-12.3456")) {
				t.Fatalf("the service has %+v", truth)
			}
			if made.Month != time.March || made.Year != 2025 || !made.PercentageFactor.Equal(dec("-12.3456")) || made.Published || made.PackageID != pkg ||
				made.ProductID != product || made.DeveloperBillingType != "POSTPAID" || made.TransactionType != "CHARGE" || !made.Developer.Is(developer) {
				t.Errorf("made %+v", made)
			}
			made.Name, made.PercentageFactor = "Better", dec("0")
			if changed, err := s.client.BillingAdjustments.Kind.Put(t.Context(), made); err != nil || changed.Name != "Better" || !changed.PercentageFactor.IsZero() || changed.ID != made.ID {
				t.Errorf("changed %+v, %v", changed, err)
			}
			if got, err := s.client.BillingAdjustments.Kind.Get(t.Context(), made.ID); err != nil || got.Name != "Better" || !got.PercentageFactor.IsZero() || got.Month != time.March {
				t.Errorf("got %+v, %v", got, err)
			}
			if all, err := s.client.BillingAdjustments.List(t.Context()); err != nil || len(all) != 1 || all[0].ID != made.ID {
				t.Errorf("listed %+v, %v", all, err)
			}
			if err := s.client.BillingAdjustments.Kind.Delete(t.Context(), made.ID); err != nil {
				t.Error(err)
			}
			if _, err := s.client.BillingAdjustments.Kind.Get(t.Context(), made.ID); !apigee.IsNotFound(err) {
				t.Errorf("after it was deleted: %v", err)
			}
			if err := s.client.BillingAdjustments.Kind.Delete(t.Context(), made.ID); !apigee.IsNotFound(err) {
				t.Errorf("deleted again: %v", err)
			}
		})
	}
}

func TestBillingAdjustment_everybodyIsEverybody(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{})
	made, err := s.client.BillingAdjustments.Kind.Post(t.Context(), apigee.BillingAdjustment{Name: "All", PercentageFactor: dec("999.9999"), Month: time.January, Year: 2025})
	if err != nil {
		t.Fatal(err)
	}
	want := apigeefake.Adjustment{ID: made.ID, Name: "All", Factor: made.PercentageFactor, Month: time.January, Year: 2025}
	if truth := s.Adjustments(org); len(truth) != 1 || !truth[0].Factor.Equal(dec("999.9999")) {
		t.Errorf("the service has %+v", truth)
	} else if truth[0].Factor = want.Factor; truth[0] != want {
		t.Errorf("the service has %+v", truth)
	}
}

func TestBillingAdjustment_wrongMonthFormatFails(t *testing.T) {
	t.Parallel()
	for input, format := range map[apigeefake.MonthInput]apigee.MonthFormat{apigeefake.MonthNumber: apigee.MonthName, apigeefake.MonthName: apigee.MonthNumber} {
		s := newService(t, apigeefake.Switches{MonthInput: input}, apigee.WithMonthFormat(format))
		if _, err := s.client.BillingAdjustments.Kind.Post(t.Context(), rebate()); !apigee.IsInvalid(err) || apigee.IsAmbiguous(err) {
			t.Errorf("%s: got %v", format, err)
		}
		if truth := s.Adjustments(org); len(truth) != 0 {
			t.Errorf("%s: the service has %+v", format, truth)
		}
	}
}

// Where the service counts months from one and says what it bills, the answer shows it.
func TestBillingAdjustment_anotherMonthShows(t *testing.T) {
	t.Parallel()
	s := newService(t, apigeefake.Switches{MonthsFromOne: true, MonthEcho: apigeefake.EchoName})
	made, err := s.client.BillingAdjustments.Kind.Post(t.Context(), rebate())
	if err != nil || made.Month != time.February || made.MonthText != "FEBRUARY" {
		t.Errorf("got %+v, %v", made, err)
	}
}

func TestCreateBillingAdjustment_underFaults(t *testing.T) {
	t.Parallel()
	for name, tt := range map[string]struct {
		fault     fake.Fault
		ambiguous bool
		made      int
	}{
		"dropped before":      {fake.DropBefore(), true, 0},
		"dropped after":       {fake.DropAfter(), true, 1},
		"busy":                {fake.Status(503, ""), true, 0},
		"busy after effect":   {fake.AfterEffect(fake.Status(503, "")), true, 1},
		"page of a proxy":     {fake.HTML(502), true, 0},
		"page of a portal":    {fake.HTML(200), true, 0},
		"truncated":           {fake.Truncate(), true, 1},
		"redirected":          {fake.Redirect(302, "/elsewhere"), true, 0},
		"answer without id":   {fake.OmitKeys("id"), true, 1},
		"empty answer":        {fake.AfterEffect(fake.Answer(fake.Response{Status: 201})), true, 1},
		"too many":            {fake.TooManyRequests("1"), false, 1},
		"too many, no header": {fake.TooManyRequests(""), false, 1},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, apigeefake.Switches{})
			s.server.Inject(tt.fault, fake.On("POST", "/billing-adjustments"))
			_, err := s.client.BillingAdjustments.Kind.Post(t.Context(), rebate())
			if apigee.IsAmbiguous(err) != tt.ambiguous || (err != nil) != tt.ambiguous {
				t.Errorf("got %v", err)
			}
			if truth := s.Adjustments(org); len(truth) != tt.made {
				t.Errorf("the service has %+v", truth)
			}
			if sent := s.server.Count("POST", "/billing-adjustments"); tt.ambiguous && sent != 1 {
				t.Errorf("posted %d times", sent)
			}
		})
	}
}

func TestBillingAdjustments_oneRequestForMany(t *testing.T) {
	t.Parallel()
	for name, requests := range map[string]int{"plain": 1, "small pages": 1, "no totals": 1} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			s := newService(t, everySwitch()[name])
			for i := range 130 {
				s.AddAdjustmentInConsole(org, apigeefake.Adjustment{Name: fmt.Sprint(i), Factor: dec("1"), Month: time.March, Year: 2025})
			}
			all, err := s.client.BillingAdjustments.List(t.Context())
			if err != nil || len(all) != 130 {
				t.Fatalf("got %d, %v", len(all), err)
			}
			for i, a := range all {
				if a.Name != fmt.Sprint(i) || a.Month != time.March {
					t.Fatalf("number %d is %+v", i, a)
				}
			}
			if sent := len(s.server.Journal()); sent != requests {
				t.Errorf("%d requests", sent)
			}
		})
	}
}
