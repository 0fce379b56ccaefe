package rateplan

import (
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/service/planschema"
)

// Names that are short in tables.
type (
	planModel   = planschema.Plan
	detailModel = planschema.Detail
	rateModel   = planschema.Rate
)

const (
	standard          = planschema.Standard
	developer         = planschema.Developer
	developerCategory = planschema.DeveloperCategory
	calendar          = planschema.Calendar
	custom            = planschema.Custom
	rateCard          = planschema.RateCard
	revShare          = planschema.RevShare
	revShareRateCard  = planschema.RevShareRateCard
	usageTarget       = planschema.UsageTarget
	unit              = planschema.Unit
	volume            = planschema.Volume
	stairStep         = planschema.StairStep
	devSpecific       = planschema.DevSpecific
	gross             = planschema.Gross
	net               = planschema.Net
)

func whole(n int64) apigee.Count { return apigee.Count{Value: &n} }

func flag(b bool) apigee.Flag { return apigee.Flag{Value: &b} }
