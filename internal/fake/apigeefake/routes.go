package apigeefake

import "github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"

// mountRoutes registers what a service answers. The management API has the same credentials and the
// same state, on a root of its own.
func (s *Service) mountRoutes(mount *fake.Mount) {
	route := func(method, path string, e endpoint) {
		mount.Handle(method, Base+"/organizations/{org}"+path, s.handler(e))
	}
	management := func(method, path string, e endpoint) {
		mount.Handle(method, ManagementBase+"/organizations/{org}"+path, s.handler(e))
	}
	s.mountCatalogue(route)
	s.mountSales(route)
	s.mountManagement(management)
}

func (s *Service) mountCatalogue(route func(method, path string, e endpoint)) {
	route("GET", "", getOrganization)
	route("GET", "/supported-currencies", listCurrencies)
	route("POST", "/supported-currencies", createCurrency)
	route("GET", "/supported-currencies/{currency}", getCurrency)
	route("PUT", "/supported-currencies/{currency}", updateCurrency)
	route("DELETE", "/supported-currencies/{currency}", deleteCurrency)
	route("GET", "/developer-categories", listCategories)
	route("POST", "/developer-categories", createCategory)
	route("GET", "/developer-categories/{category}", getCategory)
	route("PUT", "/developer-categories/{category}", updateCategory)
	route("DELETE", "/developer-categories/{category}", deleteCategory)
	route("GET", "/tncs", listTerms)
	route("POST", "/tncs", createTerms)
	route("GET", "/tncs/{terms}", getTerms)
	route("PUT", "/tncs/{terms}", updateTerms)
	route("DELETE", "/tncs/{terms}", deleteTerms)
	route("GET", "/products", listProducts)
	route("GET", "/products/{product}", getProduct)
	route("GET", "/monetization-packages", listPackages)
	route("POST", "/monetization-packages", createPackage)
	route("GET", "/monetization-packages/{package}", getPackage)
	route("DELETE", "/monetization-packages/{package}", deletePackage)
	route("POST", "/monetization-packages/{package}/products/{product}", addPackageProduct)
	route("DELETE", "/monetization-packages/{package}/products/{product}", removePackageProduct)
	route("GET", "/rate-plans", listOrganizationPlans)
	route("GET", "/monetization-packages/{package}/rate-plans", listPackagePlans)
	route("POST", "/monetization-packages/{package}/rate-plans", createRatePlan)
	route("GET", "/monetization-packages/{package}/rate-plans/{plan}", getRatePlan)
	route("PUT", "/monetization-packages/{package}/rate-plans/{plan}", updateRatePlan)
	route("DELETE", "/monetization-packages/{package}/rate-plans/{plan}", deleteRatePlan)
	route("POST", "/monetization-packages/{package}/rate-plans/{plan}/revision", reviseRatePlan)
}

func (s *Service) mountSales(route func(method, path string, e endpoint)) {
	route("GET", "/developers", listDevelopers)
	route("GET", "/developers/{developer}", getDeveloper)
	route("GET", "/companies/{developer}", company(getDeveloper))
	route("GET", "/developers/{developer}/developer-credit-limit", listCreditLimits)
	route("POST", "/developers/{developer}/developer-credit-limit", setCreditLimit)
	route("GET", "/billing-adjustments", listAdjustments)
	route("POST", "/billing-adjustments", createAdjustment)
	route("GET", "/billing-adjustments/{adjustment}", getAdjustment)
	route("PUT", "/billing-adjustments/{adjustment}", updateAdjustment)
	route("DELETE", "/billing-adjustments/{adjustment}", deleteAdjustment)
	route("GET", "/suspended-developers", listSuspensions)
	route("GET", "/suspended-developers/{id}", getSuspension)
	route("DELETE", "/suspended-developers/{id}", unsuspend)
	route("POST", "/suspended-developers/unsuspend-by-product/{product}", unsuspendProduct)
	route("GET", "/sync-developers", syncDevelopers)
	route("GET", "/sync-organization", syncDevelopers)
	both := func(method, path string, e endpoint) {
		route(method, "/developers/{developer}"+path, person(e))
		route(method, "/companies/{developer}"+path, company(e))
	}
	both("GET", "/developer-rateplans", listDeveloperPlans)
	both("POST", "/developer-rateplans", createAcceptance)
	both("GET", "/developer-rateplans/{id}", getDeveloperPlan)
	both("PUT", "/developer-rateplans/{id}", updateAcceptance)
	both("DELETE", "/developer-rateplans/{id}", deleteAcceptance)
	both("GET", "/developer-accepted-rateplans", listAcceptances)
	both("GET", "/products/{product}/rate-plan-by-developer-product", getPlanOfProduct)
	both("GET", "/monetization-packages", listDeveloperPackages)
	both("GET", "/eligible-products", listEligibleProducts)
	both("GET", "/developer-tncs", listTermsAcceptances)
	both("POST", "/tncs/{terms}/developer-tncs", answerTerms)
	both("GET", "/developer-balances", listBalances)
	both("POST", "/developer-balances", topUp)
}

func (s *Service) mountManagement(route func(method, path string, e endpoint)) {
	route("GET", "/developers", listManagementDevelopers)
	route("GET", "/developers/{developer}", getManagementDeveloper)
	route("GET", "/developers/{developer}/attributes", listAttributes)
	route("POST", "/developers/{developer}/attributes", replaceAttributes)
	route("GET", "/developers/{developer}/attributes/{name}", getAttribute)
	route("POST", "/developers/{developer}/attributes/{name}", setAttribute)
	route("DELETE", "/developers/{developer}/attributes/{name}", deleteAttribute)
	route("GET", "/companies", listCompanies)
	route("GET", "/companies/{developer}", getManagementCompany)
}
