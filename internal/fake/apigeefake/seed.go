package apigeefake

import "github.com/shopspring/decimal"

// Names in the organization that [Service.Seed] makes.
const (
	DemoOrganization = "myorg"
	DemoDeveloper    = "dev@example.com"      // postpaid
	DemoPrepaid      = "prepaid@example.com"  // prepaid
	DemoCustomer     = "customer@example.com" // postpaid, see SeedCustomer
	DemoProduct      = "messaging"
	DemoPackage      = "messaging_package"
	DemoPlan         = "messaging_package_pay_as_you_go" // published, euro
	DemoDraft        = "messaging_package_summer_offer"  // not published, dollar
	DemoTerms        = "1.0"                             // version of the terms, which the postpaid developer has accepted
)

// Seed adds a small organization to try things with: a postpaid and a prepaid developer with 100
// dollars, two currencies of which the euro has a credit limit of its own, a category, terms, and a
// package of two products with a published plan, which the postpaid developer has bought, and a
// draft.
func (s *Service) Seed() {
	s.AddOrganization(Organization{ID: DemoOrganization, Description: "A place to try things", HasBillingAdjustment: true})
	s.AddCurrency(DemoOrganization, Currency{Name: "USD", DisplayName: "US Dollar", Description: "US Dollar"})
	s.AddCurrency(DemoOrganization, Currency{
		Name: "EUR", DisplayName: "Euro", Description: "Euro", CreditLimit: decimal.NewNullDecimal(decimal.NewFromInt(5000)),
	})
	gold := s.AddCategory(DemoOrganization, Category{Name: "Gold", Description: "Developers who pay"})
	s.AddDeveloper(DemoOrganization, Developer{
		Email: DemoDeveloper, Name: "Dev Eloper", LegalName: "Eloper Ltd", Category: gold,
		Address: []Address{{Address1: "1 Main Street", City: "Springfield", State: "IL", Zip: "62701", Country: "US", Primary: true}},
	})
	s.AddDeveloper(DemoOrganization, Developer{Email: DemoPrepaid, Name: "Pre Paid", BillingType: "PREPAID"})
	s.AddProduct(DemoOrganization, Product{
		Name: DemoProduct, Description: "Sends messages", Attributes: []string{"recipients"}, Success: "txProviderStatus == 'OK'",
	})
	s.AddProduct(DemoOrganization, Product{Name: "archive", Description: "Keeps messages"})
	s.AddPackage(DemoOrganization, Package{Name: "Messaging Package", Products: []string{DemoProduct, "archive"}})
	bands := []RatePlanRate{
		{Type: "RATECARD", Rate: price("0.05"), EndUnit: price("100")},
		{Type: "RATECARD", Rate: price("0.025"), StartUnit: decimal.NewFromInt(100)},
	}
	s.AddRatePlan(DemoOrganization, RatePlan{
		Package: DemoPackage, Name: "Pay As You Go", Currency: "eur", Published: true, PaymentDueDays: "30",
		Details: []RatePlanDetail{{Type: "RATECARD", MeteringType: "VOLUME", RatingParameter: "VOLUME", Duration: CountOf(1), DurationType: "MONTH", Rates: bands}},
	})
	s.AcceptRatePlan(DemoOrganization, Acceptance{Developer: DemoDeveloper, Plan: DemoPlan})
	s.AddRatePlan(DemoOrganization, RatePlan{
		Package: DemoPackage, Name: "Summer Offer", Currency: "usd", SetUpFee: price("20"), RecurringFee: price("9.99"),
		FrequencyDuration: CountOf(1), FrequencyDurationType: "MONTH",
	})
	terms := s.AddTerms(DemoOrganization, Terms{Version: DemoTerms, URL: "https://example.com/terms/1.0"})
	s.AnswerTermsInPortal(DemoOrganization, DemoDeveloper, terms, "ACCEPTED")
	s.TopUp(DemoOrganization, DemoPrepaid, "usd", decimal.NewFromInt(100))
}

// SeedCustomer adds a developer who has bought nothing yet and can: with a legal name and an
// address, and with the terms accepted.
func (s *Service) SeedCustomer() {
	s.AddDeveloper(DemoOrganization, Developer{
		Email: DemoCustomer, Name: "Cus Tomer", LegalName: "Tomer Inc",
		Address: []Address{{Address1: "2 Main Street", City: "Springfield", State: "IL", Zip: "62701", Country: "US", Primary: true}},
	})
	s.AnswerTermsInPortal(DemoOrganization, DemoCustomer, s.Terms(DemoOrganization)[0].ID, "ACCEPTED")
}

func price(text string) decimal.NullDecimal {
	return decimal.NewNullDecimal(decimal.RequireFromString(text))
}
