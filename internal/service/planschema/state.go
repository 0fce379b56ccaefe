package planschema

import (
	"time"
	_ "time/tzdata" // the zones of organizations, also where the system has none

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/apigee"
	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fwtypes"
)

// What the state of a plan can be.
const (
	Draft   = "draft"
	Future  = "future"
	Active  = "active"
	Expired = "expired"
)

// State tells whether a plan is a draft, still to begin, in effect or over at a point in time, by
// the clock of its organization. Its last day belongs to it.
func State(p apigee.RatePlan, now time.Time) string {
	now = now.In(Zone(p.Organization.TimeZone))
	instant, today := fwtypes.NewDateTimeValue(now.Format(time.DateTime)), fwtypes.NewDateTimeValue(now.Format(time.DateOnly))
	switch {
	case !bool(p.Published):
		return Draft
	case Date(p.StartDate).After(instant):
		return Future
	case Date(string(p.EndDate)).Before(today):
		return Expired
	}
	return Active
}

// Zone is the time zone of that name, UTC where the service gave none or an unknown one.
func Zone(name string) *time.Location {
	zone, err := time.LoadLocation(name)
	if err != nil {
		return time.UTC
	}
	return zone
}
