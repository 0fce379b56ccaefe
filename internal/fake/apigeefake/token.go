package apigeefake

import (
	"net/http"
	"net/url"
	"sync"
	"time"

	"github.com/terraform-provider-mint/terraform-provider-mint/internal/fake"
)

// TokenPath is where the token endpoint lives, outside [Base] (contract: apigee-mint 1.2).
const TokenPath = "/oauth/token"

// The public client that every user of the token endpoint shares (contract: apigee-mint 1.2).
const (
	TokenClient       = "edgecli"
	TokenClientSecret = "edgeclisecret"
)

// refreshLifetime is how long a refresh token lives.
const refreshLifetime = 30 * 24 * time.Hour

type users struct {
	mu        sync.Mutex
	passwords map[string]string
	refresh   map[string]time.Time // when each refresh token ends
}

// AddUser makes the service accept a user with this password, as Basic credentials and at the token
// endpoint.
func (s *Service) AddUser(user, password string) {
	s.auth.AcceptBasic(user, password)
	s.users.mu.Lock()
	defer s.users.mu.Unlock()
	s.users.passwords[user] = password
}

// AddRefreshToken makes the token endpoint accept a refresh token for 30 days.
func (s *Service) AddRefreshToken(token string) {
	s.users.mu.Lock()
	defer s.users.mu.Unlock()
	s.users.refresh[token] = s.srv.Clock().Now().Add(refreshLifetime)
}

// TokenURL is the address of the token endpoint.
func (s *Service) TokenURL() string { return s.srv.URL() + TokenPath }

func (s *Service) token(r *fake.Request) fake.Response {
	client, secret, ok := (&http.Request{Header: r.Header}).BasicAuth()
	if !ok || client != TokenClient || secret != TokenClientSecret {
		return oauthError(http.StatusUnauthorized, "invalid_client", "Bad client credentials")
	}
	form, err := url.ParseQuery(string(r.Body))
	if err != nil {
		return oauthError(http.StatusBadRequest, "invalid_request", "The form cannot be read")
	}
	switch form.Get("grant_type") {
	case "password":
		if !s.knows(form.Get("username"), form.Get("password")) {
			return oauthError(http.StatusUnauthorized, "unauthorized", "Bad credentials")
		}
		refresh := "refresh-" + s.srv.NewID()
		s.AddRefreshToken(refresh)
		return s.issue(refresh)
	case "refresh_token":
		if !s.alive(form.Get("refresh_token")) {
			return oauthError(http.StatusUnauthorized, "invalid_token", "Invalid refresh token")
		}
		return s.issue(form.Get("refresh_token"))
	default:
		return oauthError(http.StatusBadRequest, "unsupported_grant_type", "Unsupported grant type")
	}
}

func (s *Service) knows(user, password string) bool {
	s.users.mu.Lock()
	defer s.users.mu.Unlock()
	want, ok := s.users.passwords[user]
	return ok && want == password
}

func (s *Service) alive(refresh string) bool {
	s.users.mu.Lock()
	defer s.users.mu.Unlock()
	end, ok := s.users.refresh[refresh]
	return ok && s.srv.Clock().Now().Before(end)
}

func (s *Service) issue(refresh string) fake.Response {
	token, lifetime := s.auth.Issue()
	return fake.JSON(http.StatusOK, object{
		"access_token":  token,
		"token_type":    "bearer",
		"refresh_token": refresh,
		"expires_in":    int(lifetime.Seconds()),
		"scope":         "scim.me openid password.write approvals.me",
		"jti":           s.srv.NewID(),
	})
}

func oauthError(status int, code, description string) fake.Response {
	return fake.JSON(status, object{"error": code, "error_description": description})
}
