package fwtypes_test

import (
	"context"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/hashicorp/terraform-plugin-framework/datasource"
	"github.com/hashicorp/terraform-plugin-framework/path"
	"github.com/hashicorp/terraform-plugin-framework/provider"
	"github.com/hashicorp/terraform-plugin-framework/providerserver"
	"github.com/hashicorp/terraform-plugin-framework/resource"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/planmodifier"
	"github.com/hashicorp/terraform-plugin-framework/resource/schema/stringplanmodifier"
	"github.com/hashicorp/terraform-plugin-framework/schema/validator"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"
	"github.com/hashicorp/terraform-plugin-go/tftypes"
	"github.com/shopspring/decimal"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// price is a small resource with every type of the package, at the top and in nested lists and
// sets.
type price struct{}

type priceModel struct {
	Amount    fwtypes.Decimal  `tfsdk:"amount"`
	Currency  fwtypes.Currency `tfsdk:"currency"`
	StartDate fwtypes.DateTime `tfsdk:"start_date"`
	ExpiresAt fwtypes.RFC3339  `tfsdk:"expires_at"`
	Bands     []bandModel      `tfsdk:"bands"`
	Fees      []feeModel       `tfsdk:"fees"`
}

type bandModel struct {
	Rate      fwtypes.Decimal  `tfsdk:"rate"`
	StartDate fwtypes.DateTime `tfsdk:"start_date"`
}

type feeModel struct {
	Fee      fwtypes.Decimal  `tfsdk:"fee"`
	Currency fwtypes.Currency `tfsdk:"currency"`
}

func (price) Metadata(_ context.Context, _ resource.MetadataRequest, resp *resource.MetadataResponse) {
	resp.TypeName = "test_price"
}

func (price) Schema(_ context.Context, _ resource.SchemaRequest, resp *resource.SchemaResponse) {
	resp.Schema = schema.Schema{Attributes: map[string]schema.Attribute{
		"amount": schema.StringAttribute{
			Required: true, CustomType: fwtypes.DecimalType{},
			PlanModifiers: []planmodifier.String{fwtypes.KeepDecimal(), stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{fwtypes.DecimalScale(4), fwtypes.DecimalAtLeast("0")},
		},
		"currency": schema.StringAttribute{
			Required: true, CustomType: fwtypes.CurrencyType{},
			PlanModifiers: []planmodifier.String{fwtypes.KeepCurrency(), stringplanmodifier.RequiresReplace()},
			Validators:    []validator.String{fwtypes.ISOCurrency()},
		},
		"start_date": schema.StringAttribute{
			Optional: true, CustomType: fwtypes.DateTimeType{},
			PlanModifiers: []planmodifier.String{fwtypes.KeepDateTime()},
		},
		"expires_at": schema.StringAttribute{
			Optional: true, CustomType: fwtypes.RFC3339Type{},
			PlanModifiers: []planmodifier.String{fwtypes.KeepRFC3339()},
		},
		"bands": schema.ListNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"rate": schema.StringAttribute{
				Required: true, CustomType: fwtypes.DecimalType{},
				PlanModifiers: []planmodifier.String{fwtypes.KeepDecimal()},
				Validators:    []validator.String{fwtypes.DecimalPositive()},
			},
			"start_date": schema.StringAttribute{
				Optional: true, CustomType: fwtypes.DateTimeType{},
				PlanModifiers: []planmodifier.String{fwtypes.KeepDateTime()},
			},
		}}},
		"fees": schema.SetNestedAttribute{Optional: true, NestedObject: schema.NestedAttributeObject{Attributes: map[string]schema.Attribute{
			"fee": schema.StringAttribute{
				Required: true, CustomType: fwtypes.DecimalType{},
				PlanModifiers: []planmodifier.String{fwtypes.KeepDecimal()},
			},
			"currency": schema.StringAttribute{
				Required: true, CustomType: fwtypes.CurrencyType{},
				PlanModifiers: []planmodifier.String{fwtypes.KeepCurrency()},
			},
		}}},
	}}
}

// The service spells the same content its own way.
var (
	configured = priceModel{
		Amount:    fwtypes.NewDecimalText("1000.00"),
		Currency:  spelledCurrency("usd"),
		StartDate: spelledDateTime("2026-01-31"),
		ExpiresAt: fwtypes.NewRFC3339Value("2027-01-31T12:00:00+02:00"),
		Bands: []bandModel{
			{Rate: fwtypes.NewDecimalText("0.50"), StartDate: spelledDateTime("2026-02-01")},
			{Rate: fwtypes.NewDecimalText("7"), StartDate: fwtypes.NewDateTimeNull()},
		},
		Fees: []feeModel{{Fee: fwtypes.NewDecimalText("1.0"), Currency: spelledCurrency("Eur")}},
	}
	answered = priceModel{
		Amount:    fwtypes.NewDecimalValue(decimal.New(10000000, -4)),
		Currency:  fwtypes.NewCurrencyValue("usd"),
		StartDate: spelledDateTime("2026-01-31 00:00:00"),
		ExpiresAt: fwtypes.NewRFC3339Value("2027-01-31T10:00:00Z"),
		Bands: []bandModel{
			{Rate: fwtypes.NewDecimalText("0.5000"), StartDate: spelledDateTime("2026-02-01 00:00:00")},
			{Rate: fwtypes.NewDecimalText("7.0000"), StartDate: fwtypes.NewDateTimeNull()},
		},
		Fees: []feeModel{{Fee: fwtypes.NewDecimalText("1"), Currency: fwtypes.NewCurrencyValue("EUR")}},
	}
)

func spelledCurrency(text string) fwtypes.Currency {
	return of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringValue(text))
}

func (price) Create(ctx context.Context, _ resource.CreateRequest, resp *resource.CreateResponse) {
	resp.Diagnostics.Append(resp.State.Set(ctx, answered)...)
}

func (price) Read(ctx context.Context, _ resource.ReadRequest, resp *resource.ReadResponse) {
	resp.Diagnostics.Append(resp.State.Set(ctx, answered)...)
}

func (price) Update(ctx context.Context, _ resource.UpdateRequest, resp *resource.UpdateResponse) {
	resp.Diagnostics.Append(resp.State.Set(ctx, answered)...)
}

func (price) Delete(context.Context, resource.DeleteRequest, *resource.DeleteResponse) {}

type priceProvider struct{ provider.Provider }

func (priceProvider) Metadata(_ context.Context, _ provider.MetadataRequest, resp *provider.MetadataResponse) {
	resp.TypeName = "test"
}

func (priceProvider) Schema(context.Context, provider.SchemaRequest, *provider.SchemaResponse) {}

func (priceProvider) DataSources(context.Context) []func() datasource.DataSource { return nil }

func (priceProvider) Resources(context.Context) []func() resource.Resource {
	return []func() resource.Resource{func() resource.Resource { return price{} }}
}

func priceSchema(t *testing.T) schema.Schema {
	t.Helper()
	var resp resource.SchemaResponse
	price{}.Schema(t.Context(), resource.SchemaRequest{}, &resp)
	if diags := resp.Schema.ValidateImplementation(t.Context()); diags.HasError() {
		t.Fatal(diags)
	}
	return resp.Schema
}

func stateOf(t *testing.T, model priceModel) tftypes.Value {
	t.Helper()
	s := priceSchema(t)
	state := tfsdk.State{Schema: s, Raw: tftypes.NewValue(s.Type().TerraformType(t.Context()), nil)}
	if diags := state.Set(t.Context(), model); diags.HasError() {
		t.Fatal(diags)
	}
	return state.Raw
}

func modelOf(t *testing.T, raw tftypes.Value) priceModel {
	t.Helper()
	var model priceModel
	if diags := (tfsdk.State{Schema: priceSchema(t), Raw: raw}).Get(t.Context(), &model); diags.HasError() {
		t.Fatal(diags)
	}
	return model
}

func TestState_roundTripKeepsEverySpelling(t *testing.T) {
	t.Parallel()
	for name, model := range map[string]priceModel{
		"configured": configured,
		"answered":   answered,
		"unknown": {
			Amount: of[fwtypes.Decimal](fwtypes.DecimalType{}, types.StringUnknown()), Currency: of[fwtypes.Currency](fwtypes.CurrencyType{}, types.StringUnknown()), StartDate: of[fwtypes.DateTime](fwtypes.DateTimeType{}, types.StringUnknown()), ExpiresAt: of[fwtypes.RFC3339](fwtypes.RFC3339Type{}, types.StringUnknown()),
			Bands: []bandModel{{Rate: of[fwtypes.Decimal](fwtypes.DecimalType{}, types.StringUnknown()), StartDate: of[fwtypes.DateTime](fwtypes.DateTimeType{}, types.StringUnknown())}},
		},
		"null":          {Bands: []bandModel{{}}},
		"a long answer": {Amount: fwtypes.NewDecimalText("0.1000000000000000055511151231257827"), Bands: []bandModel{{Rate: fwtypes.NewDecimalText("123456789012345678901234567890.12345")}}},
	} {
		if diff := cmp.Diff(model, modelOf(t, stateOf(t, model))); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestState_singleAttributes(t *testing.T) {
	t.Parallel()
	state := tfsdk.State{Schema: priceSchema(t), Raw: stateOf(t, answered)}
	at := path.Root("bands").AtListIndex(1).AtName("rate")
	if diags := state.SetAttribute(t.Context(), at, fwtypes.NewDecimalText("8.10")); diags.HasError() {
		t.Fatal(diags)
	}
	var got fwtypes.Decimal
	if diags := state.GetAttribute(t.Context(), at, &got); diags.HasError() {
		t.Fatal(diags)
	}
	if want := decimal.New(81, -1); !got.Decimal().Equal(want) || got.ValueString() != "8.10" {
		t.Errorf("got %s, want 8.10", got)
	}
}

type priceServer struct{ tfprotov6.ProviderServer }

func newPriceServer(t *testing.T) priceServer {
	t.Helper()
	server, err := providerserver.NewProtocol6WithError(priceProvider{})()
	if err != nil {
		t.Fatal(err)
	}
	return priceServer{server}
}

func dynamic(t *testing.T, value tftypes.Value) *tfprotov6.DynamicValue {
	t.Helper()
	encoded, err := tfprotov6.NewDynamicValue(value.Type(), value)
	if err != nil {
		t.Fatal(err)
	}
	return &encoded
}

func decoded(t *testing.T, value *tfprotov6.DynamicValue) priceModel {
	t.Helper()
	raw, err := value.Unmarshal(priceSchema(t).Type().TerraformType(t.Context()))
	if err != nil {
		t.Fatal(err)
	}
	return modelOf(t, raw)
}

func noErrors(t *testing.T, diags []*tfprotov6.Diagnostic) {
	t.Helper()
	for _, d := range diags {
		t.Errorf("%s: %s", d.Summary, d.Detail)
	}
	if t.Failed() {
		t.FailNow()
	}
}

func (s priceServer) plan(t *testing.T, prior tftypes.Value, config priceModel) (priceModel, []*tftypes.AttributePath) {
	t.Helper()
	configValue := stateOf(t, config)
	resp, err := s.PlanResourceChange(t.Context(), &tfprotov6.PlanResourceChangeRequest{
		TypeName: "test_price", PriorState: dynamic(t, prior), ProposedNewState: dynamic(t, configValue), Config: dynamic(t, configValue),
	})
	if err != nil {
		t.Fatal(err)
	}
	noErrors(t, resp.Diagnostics)
	return decoded(t, resp.PlannedState), resp.RequiresReplace
}

// TestPlan_importedSpellingIsNoChange is the case semantic equality alone does not cover: the state
// holds the service's spelling, the configuration another.
func TestPlan_importedSpellingIsNoChange(t *testing.T) {
	t.Parallel()
	planned, replace := newPriceServer(t).plan(t, stateOf(t, answered), configured)
	if diff := cmp.Diff(answered, planned); diff != "" {
		t.Errorf("the plan after an import is not empty: %s", diff)
	}
	if len(replace) != 0 {
		t.Errorf("the plan after an import replaces because of %s", replace)
	}
}

func TestPlan_aChangeOfContentIsPlannedAsWritten(t *testing.T) {
	t.Parallel()
	changed := configured
	changed.Amount = fwtypes.NewDecimalText("1000.10")
	changed.StartDate = spelledDateTime("2026-01-31 00:00:01")
	changed.ExpiresAt = fwtypes.NewRFC3339Value("2027-01-31T12:00:00Z")
	changed.Bands = []bandModel{
		{Rate: fwtypes.NewDecimalText("0.50"), StartDate: fwtypes.NewDateTimeNull()},
		{Rate: fwtypes.NewDecimalText("7.1"), StartDate: spelledDateTime("2026-02-01")},
		{Rate: fwtypes.NewDecimalText("9.00"), StartDate: of[fwtypes.DateTime](fwtypes.DateTimeType{}, types.StringUnknown())},
	}
	changed.Fees = []feeModel{{Fee: fwtypes.NewDecimalText("1.00"), Currency: spelledCurrency("gbp")}}

	want := changed
	want.Currency = answered.Currency
	want.Bands = []bandModel{
		{Rate: answered.Bands[0].Rate, StartDate: fwtypes.NewDateTimeNull()},
		changed.Bands[1],
		changed.Bands[2],
	}
	want.Fees = []feeModel{{Fee: answered.Fees[0].Fee, Currency: spelledCurrency("gbp")}}

	planned, replace := newPriceServer(t).plan(t, stateOf(t, answered), changed)
	if diff := cmp.Diff(want, planned); diff != "" {
		t.Error(diff)
	}
	if len(replace) != 1 || !replace[0].Equal(tftypes.NewAttributePath().WithAttributeName("amount")) {
		t.Errorf("replacement because of %s, want the amount alone", replace)
	}
}

func TestPlan_createKeepsTheConfiguredSpelling(t *testing.T) {
	t.Parallel()
	nothing := tftypes.NewValue(priceSchema(t).Type().TerraformType(t.Context()), nil)
	planned, _ := newPriceServer(t).plan(t, nothing, configured)
	if diff := cmp.Diff(configured, planned); diff != "" {
		t.Error(diff)
	}
}

// TestApply_anotherSpellingInTheAnswerIsConsistent: state must hold what was planned, or Terraform
// fails the create with an inconsistent result.
func TestApply_anotherSpellingInTheAnswerIsConsistent(t *testing.T) {
	t.Parallel()
	value := stateOf(t, configured)
	for name, prior := range map[string]tftypes.Value{
		"create": tftypes.NewValue(value.Type(), nil),
		"update": stateOf(t, priceModel{Amount: fwtypes.NewDecimalText("1"), Currency: spelledCurrency("usd")}),
	} {
		resp, err := newPriceServer(t).ApplyResourceChange(t.Context(), &tfprotov6.ApplyResourceChangeRequest{
			TypeName: "test_price", PriorState: dynamic(t, prior), PlannedState: dynamic(t, value), Config: dynamic(t, value),
		})
		if err != nil {
			t.Fatal(err)
		}
		noErrors(t, resp.Diagnostics)
		if diff := cmp.Diff(configured, decoded(t, resp.NewState)); diff != "" {
			t.Errorf("%s: %s", name, diff)
		}
	}
}

func TestRead_anotherSpellingInTheAnswerIsNoDrift(t *testing.T) {
	t.Parallel()
	resp, err := newPriceServer(t).ReadResource(t.Context(), &tfprotov6.ReadResourceRequest{
		TypeName: "test_price", CurrentState: dynamic(t, stateOf(t, configured)),
	})
	if err != nil {
		t.Fatal(err)
	}
	noErrors(t, resp.Diagnostics)
	if diff := cmp.Diff(configured, decoded(t, resp.NewState)); diff != "" {
		t.Error(diff)
	}
}

// TestValidate_oneErrorPerMistake: the type and the validators of an attribute never both complain
// about one value.
func TestValidate_oneErrorPerMistake(t *testing.T) {
	t.Parallel()
	wrong := map[string]string{
		"amount":           "-1e3",
		"currency":         "$",
		"start_date":       "2026-01-31T10:00:00Z",
		"expires_at":       "2026-01-31",
		"bands.rate":       "-0.5",
		"bands.start_date": "2026-02-30",
		"fees.fee":         "1,5",
	}
	one := configured
	one.Bands = configured.Bands[:1]
	config, err := tftypes.Transform(stateOf(t, one), func(at *tftypes.AttributePath, value tftypes.Value) (tftypes.Value, error) {
		if text, ok := wrong[attributeNames(at)]; ok {
			return tftypes.NewValue(tftypes.String, text), nil
		}
		return value, nil
	})
	if err != nil {
		t.Fatal(err)
	}
	resp, err := newPriceServer(t).ValidateResourceConfig(t.Context(), &tfprotov6.ValidateResourceConfigRequest{
		TypeName: "test_price", Config: dynamic(t, config),
	})
	if err != nil {
		t.Fatal(err)
	}
	got := map[string]string{}
	for _, d := range resp.Diagnostics {
		at := attributeNames(d.Attribute)
		if before, twice := got[at]; twice {
			t.Errorf("%s: %q and %q", at, before, d.Summary)
		}
		got[at] = d.Summary
	}
	want := map[string]string{
		"amount":           "Invalid decimal number",
		"currency":         "Invalid currency",
		"start_date":       "Invalid date and time",
		"expires_at":       "Invalid RFC 3339 time",
		"bands.rate":       "Number must be greater than 0",
		"bands.start_date": "Invalid date and time",
		"fees.fee":         "Invalid decimal number",
	}
	if diff := cmp.Diff(want, got); diff != "" {
		t.Error(diff)
	}
}

func attributeNames(at *tftypes.AttributePath) string {
	var names []string
	for _, step := range at.Steps() {
		if name, ok := step.(tftypes.AttributeName); ok {
			names = append(names, string(name))
		}
	}
	return strings.Join(names, ".")
}
