package shortcut_test

import (
	"bytes"
	"testing"

	"github.com/hashicorp/terraform-plugin-framework/attr"
	"github.com/hashicorp/terraform-plugin-framework/datasource/schema"
	"github.com/hashicorp/terraform-plugin-framework/tfsdk"
	"github.com/hashicorp/terraform-plugin-framework/types"
	"github.com/hashicorp/terraform-plugin-go/tfprotov6"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwkit"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/shortcut"
)

// statement is a data source with an attribute of each sort.
var statement = schema.Schema{Attributes: map[string]schema.Attribute{
	"name":   schema.StringAttribute{Required: true},
	"amount": schema.StringAttribute{Optional: true, CustomType: fwtypes.DecimalType{}},
	"days":   schema.Int64Attribute{Computed: true},
	"paid":   schema.BoolAttribute{Computed: true},
	"kinds":  schema.SetAttribute{Computed: true, ElementType: types.StringType},
	"tags":   schema.MapAttribute{Computed: true, ElementType: types.StringType},
	"total":  schema.SingleNestedAttribute{Computed: true, Attributes: price},
	"lines":  schema.ListNestedAttribute{Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: price}},
	"others": schema.ListNestedAttribute{Computed: true, NestedObject: schema.NestedAttributeObject{Attributes: price}},
}}

var price = map[string]schema.Attribute{
	"price": schema.StringAttribute{Computed: true, CustomType: fwtypes.DecimalType{}},
	"taxed": schema.BoolAttribute{Computed: true},
}

type statementModel struct {
	Name   types.String    `tfsdk:"name"`
	Amount fwtypes.Decimal `tfsdk:"amount"`
	Days   types.Int64     `tfsdk:"days"`
	Paid   types.Bool      `tfsdk:"paid"`
	Kinds  types.Set       `tfsdk:"kinds"`
	Tags   types.Map       `tfsdk:"tags"`
	Total  *priceModel     `tfsdk:"total"`
	Lines  []priceModel    `tfsdk:"lines"`
	Others types.List      `tfsdk:"others"`
}

type priceModel struct {
	Price fwtypes.Decimal `tfsdk:"price"`
	Taxed types.Bool      `tfsdk:"taxed"`
}

func full() statementModel {
	priceType, _ := statement.Attributes["total"].GetType().(types.ObjectType)
	other := types.ObjectValueMust(priceType.AttrTypes, map[string]attr.Value{"price": fwtypes.NewDecimalText("2.50"), "taxed": types.BoolNull()})
	return statementModel{
		Name: types.StringValue("March"), Amount: fwtypes.NewDecimalText("10.50"), Days: types.Int64Value(-300), Paid: types.BoolValue(true),
		Kinds:  types.SetValueMust(types.StringType, []attr.Value{types.StringValue("b"), types.StringValue("a")}),
		Tags:   types.MapValueMust(types.StringType, map[string]attr.Value{"team": types.StringValue("x")}),
		Total:  &priceModel{Price: fwtypes.NewDecimalText("3"), Taxed: types.BoolValue(false)},
		Lines:  []priceModel{{Price: fwtypes.NewDecimalText("1.0"), Taxed: types.BoolValue(true)}, {}},
		Others: types.ListValueMust(priceType, []attr.Value{other}),
	}
}

func empty() statementModel {
	priceType := statement.Attributes["total"].GetType()
	return statementModel{Name: types.StringValue("March"), Kinds: types.SetNull(types.StringType), Tags: types.MapNull(types.StringType), Others: types.ListNull(priceType)}
}

// asked is a configuration of the statement.
func asked(t *testing.T, o object) *tfprotov6.DynamicValue {
	t.Helper()
	ty := statement.Type().TerraformType(t.Context())
	made, err := tfprotov6.NewDynamicValue(ty, value(ty, o))
	if err != nil {
		t.Fatal(err)
	}
	return &made
}

func answers(t *testing.T) *shortcut.Answers {
	t.Helper()
	made, err := shortcut.NewAnswers(t.Context(), statement, fwkit.EachField)
	if err != nil {
		t.Fatal(err)
	}
	return made
}

func TestAnswers_areTheFrameworks(t *testing.T) {
	t.Parallel()
	for name, model := range map[string]statementModel{"full": full(), "empty": empty()} {
		state := tfsdk.State{Schema: statement}
		if diags := state.Set(t.Context(), model); diags.HasError() {
			t.Fatal(name, diags)
		}
		want, err := tfprotov6.NewDynamicValue(answers(t).Wire(), state.Raw)
		if err != nil {
			t.Fatal(err)
		}
		if got, ok := answers(t).Write(t.Context(), asked(t, object{"name": "March"}), model); !ok || !bytes.Equal(got.MsgPack, want.MsgPack) {
			t.Errorf("%s: written %v, %q; the framework writes %q", name, ok, got, want)
		}
	}
}

func TestAnswers_leaveToTheFramework(t *testing.T) {
	t.Parallel()
	a, config := answers(t), object{"name": "March"}
	if _, ok := a.Write(t.Context(), asked(t, config.with("amount", "10.50")), full()); !ok {
		t.Error("what is answered as it is configured is left to the framework")
	}
	for name, o := range map[string]object{"another spelling": config.with("amount", "10.5"), "an unknown value": config.with("amount", unknown{})} {
		if _, ok := a.Write(t.Context(), asked(t, o), full()); ok {
			t.Errorf("%s in the configuration is not", name)
		}
	}
	for name, change := range map[string]func(m *statementModel){
		"an unknown value":               func(m *statementModel) { m.Paid = types.BoolUnknown() },
		"a text that its type refuses":   func(m *statementModel) { m.Amount = fwtypes.NewDecimalText("ten") },
		"one of them in a list":          func(m *statementModel) { m.Lines[1].Price = fwtypes.NewDecimalText("ten") },
		"a list of another element type": func(m *statementModel) { m.Others = types.ListNull(types.StringType) },
	} {
		m := full()
		change(&m)
		if _, ok := a.Write(t.Context(), asked(t, config), m); ok {
			t.Errorf("%s is not", name)
		}
	}
	for name, model := range map[string]any{"no model": "text", "a model of something else": priceModel{}, "a pointer": &priceModel{}} {
		if _, ok := a.Write(t.Context(), asked(t, config), model); ok {
			t.Errorf("%s is not", name)
		}
	}
}

func TestNewAnswers_refusesWhatItDoesNotKnow(t *testing.T) {
	t.Parallel()
	for name, s := range map[string]schema.Schema{
		"blocks":        {Blocks: map[string]schema.Block{"b": schema.SingleNestedBlock{}}},
		"other numbers": {Attributes: map[string]schema.Attribute{"a": schema.NumberAttribute{Computed: true}}},
		"nested ones":   {Attributes: map[string]schema.Attribute{"a": schema.ListAttribute{Computed: true, ElementType: types.NumberType}}},
		"within objects": {Attributes: map[string]schema.Attribute{"a": schema.SingleNestedAttribute{
			Computed: true, Attributes: map[string]schema.Attribute{"b": schema.NumberAttribute{Computed: true}},
		}}},
	} {
		if _, err := shortcut.NewAnswers(t.Context(), s, fwkit.EachField); err == nil {
			t.Errorf("%s are accepted", name)
		}
	}
}
