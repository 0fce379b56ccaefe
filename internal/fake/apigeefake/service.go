package apigeefake

import (
	"errors"
	"fmt"
	"net/http"
	"strings"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// Base is the path below which the service lives; a client's endpoint is the server's URL with it.
const Base = "/v1/mint"

// Credentials that every service accepts from the start.
const (
	Username    = "admin@example.com"
	Password    = "apigee-password"
	AccessToken = "apigee-access-token"
)

// Service is the fake monetization API.
type Service struct {
	srv      *fake.Server
	auth     *fake.Auth
	switches Switches
	state    *state
	users    users
}

// New mounts the service on a server. It knows no organization yet: see [Service.AddOrganization]
// and [Service.Seed].
func New(srv *fake.Server, switches Switches) *Service {
	s := &Service{srv: srv, switches: switches, state: &state{}, users: users{passwords: map[string]string{}, refresh: map[string]time.Time{}}}
	mount := srv.Mount(fake.Service{Prefix: Base, Error: s.outsideError, State: s})
	s.auth = mount.Auth()
	s.auth.AcceptBearer(AccessToken)
	s.AddUser(Username, Password)
	mount.HandleOpen(http.MethodPost, TokenPath, s.token)
	s.mountRoutes(mount)
	return s
}

// Auth returns the credentials that the service accepts.
func (s *Service) Auth() *fake.Auth { return s.auth }

// Endpoint is the base URL to give to a client.
func (s *Service) Endpoint() string { return s.srv.URL() + Base }

// Switch changes the switches while the service runs.
func (s *Service) Switch(change func(*Switches)) {
	s.srv.Lock()
	defer s.srv.Unlock()
	change(&s.switches)
}

// Snapshot and Swap let reads be made stale; see [fake.Versioned].
func (s *Service) Snapshot() any { return s.state.clone() }

// Swap puts a snapshot in the place of the state.
func (s *Service) Swap(snapshot any) any {
	next, ok := snapshot.(*state)
	if !ok {
		panic(fmt.Sprintf("apigeefake: %T is no snapshot of this service", snapshot))
	}
	live := s.state
	s.state = next
	return live
}

// call is one request to an organization that exists.
type call struct {
	*fake.Request
	*Service
	org *organization
}

// endpoint answers a call, or says what is wrong with it.
type endpoint func(*call) (fake.Response, error)

func (s *Service) handler(e endpoint) fake.Handler {
	return func(r *fake.Request) fake.Response {
		c := &call{Request: r, Service: s, org: s.state.organization(r.Param("org"))}
		if c.org == nil || c.org.hidden {
			return s.refuse(missing("organization", r.Param("org")))
		}
		s.moveSubscribers(c.org)
		answer, err := e(c)
		if err != nil {
			return s.refuse(err)
		}
		return answer
	}
}

// problem is a refusal in the service's words.
type problem struct {
	status        int
	code, message string
	contexts      []object
	bare          bool // without a cause, though it is a 400
}

func (p *problem) Error() string { return p.code + ": " + p.message }

func refusal(status int, code, format string, args ...any) *problem {
	return &problem{status: status, code: code, message: fmt.Sprintf(format, args...)}
}

func missing(kind, id string) error {
	return refusal(http.StatusNotFound, "mint.resourceDoesNotExist", "%s with id [%s] does not exist", kind, id)
}

func invalid(code, format string, args ...any) error {
	return refusal(http.StatusBadRequest, "mint."+code, format, args...)
}

func conflict(format string, args ...any) error {
	return refusal(http.StatusConflict, "mint.resourceAlreadyExists", format, args...)
}

// refuse renders an error in the service's own shape (contract: apigee-mint 1.9); 400 carries a
// cause, others do not, as both were recorded.
func (s *Service) refuse(err error) fake.Response {
	var p *problem
	if !errors.As(err, &p) {
		panic(fmt.Sprintf("apigeefake: an endpoint failed with something else than a refusal: %v", err))
	}
	var message any = p.message
	if s.switches.MessageLists {
		message = []string{p.message}
	}
	contexts := p.contexts
	if contexts == nil {
		contexts = []object{}
	}
	body := object{"code": p.code, "message": message, "contexts": contexts}
	if p.status == http.StatusBadRequest && !p.bare {
		body["cause"] = object{"message": message, "contexts": []any{}}
	}
	return fake.JSON(p.status, body)
}

// outsideError renders failures that no endpoint decided.
func (s *Service) outsideError(status int) fake.Response {
	text := http.StatusText(status)
	word := strings.ReplaceAll(text, " ", "")
	if s.gatewayFaults() {
		return fake.JSON(status, object{"fault": object{"faultstring": text, "detail": object{"errorcode": "gateway." + word}}})
	}
	return fake.JSON(status, object{"code": "mint." + word, "message": text, "contexts": []any{}})
}

func (s *Service) gatewayFaults() bool {
	s.srv.Lock()
	defer s.srv.Unlock()
	return s.switches.GatewayFaults
}
