package apigeefake

import (
	"time"
	_ "time/tzdata" // the zones of organizations, wherever the fake runs
)

// now is the service's own clock, in UTC; stamps that it puts on objects are of this clock.
func (s *Service) now() string { return s.srv.Clock().Now().Format(dateTime) }

// localNow is the time in the organization's zone, in which plans, purchases and terms begin and
// end (contract: apigee-mint 1.3).
func (s *Service) localNow(o *organization) string {
	zone, err := time.LoadLocation(o.profile.TimeZone)
	if err != nil || s.switches.DatesInUTC {
		zone = time.UTC
	}
	return s.srv.Clock().Now().In(zone).Format(dateTime)
}

// today is the midnight at which the organization's day began.
func (s *Service) today(o *organization) string { return midnight(s.localNow(o)) }

func (c *call) today() string { return c.Service.today(c.org) }

// midnight is the beginning of a date's day.
func midnight(date string) string { return date[:len(dateOnly)] + " 00:00:00" }

// later is a date so many units of a duration type after another (contract: apigee-mint 4.2); a
// negative number goes back.
func later(date string, n int, unit string) string {
	t, err := time.Parse(dateTime, date)
	if err != nil {
		panic("apigeefake: " + err.Error())
	}
	switch unit {
	case "DAY":
		t = t.AddDate(0, 0, n)
	case "WEEK":
		t = t.AddDate(0, 0, 7*n)
	case "MONTH":
		t = t.AddDate(0, n, 0)
	case "QUARTER":
		t = t.AddDate(0, 3*n, 0)
	default:
		t = t.AddDate(n, 0, 0)
	}
	return t.Format(dateTime)
}
