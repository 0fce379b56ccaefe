package fake

import (
	"net/http"
	"strings"
	"sync"
	"time"
)

// Auth holds the credentials that one service accepts. Nothing is accepted until something is
// registered.
type Auth struct {
	srv *Server

	mu        sync.Mutex
	basic     map[string]string
	bearer    map[string]bool
	issued    map[string]time.Time
	lifetime  time.Duration
	plainText bool
}

func newAuth(s *Server) *Auth {
	return &Auth{srv: s, basic: map[string]string{}, bearer: map[string]bool{}, issued: map[string]time.Time{}, lifetime: 12 * time.Hour}
}

// AcceptBasic makes the service accept this user with this password.
func (a *Auth) AcceptBasic(user, password string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.basic[user] = password
}

// AcceptBearer makes the service accept this token, which never expires and is not revoked by
// [Auth.RevokeTokens].
func (a *Auth) AcceptBearer(token string) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.bearer[token] = true
}

// CheckBasic tells whether the request carries a registered user and password; token endpoints ask
// it for their clients' credentials.
func (a *Auth) CheckBasic(user, password string) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	want, ok := a.basic[user]
	return ok && want == password
}

// Issue makes a new token and returns it with its lifetime; the server's clock decides when it
// ends.
func (a *Auth) Issue() (token string, lifetime time.Duration) {
	token = "token-" + a.srv.NewID()
	a.mu.Lock()
	defer a.mu.Unlock()
	a.issued[token] = a.srv.Clock().Now().Add(a.lifetime)
	return token, a.lifetime
}

// SetTokenLifetime sets how long tokens live that are issued from now on; the default is 12 hours.
func (a *Auth) SetTokenLifetime(d time.Duration) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.lifetime = d
}

// RevokeTokens makes every token issued so far invalid.
func (a *Auth) RevokeTokens() {
	a.mu.Lock()
	defer a.mu.Unlock()
	clear(a.issued)
}

// AnswerPlainText makes every 401 of the service a plain-text page instead of the service's own
// error body, as a proxy in front of it would.
func (a *Auth) AnswerPlainText(on bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.plainText = on
}

func (a *Auth) accepts(h http.Header) bool {
	if user, password, ok := (&http.Request{Header: h}).BasicAuth(); ok {
		return a.CheckBasic(user, password)
	}
	token, ok := strings.CutPrefix(h.Get("Authorization"), "Bearer ")
	if !ok {
		return false
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	end, issued := a.issued[token]
	return a.bearer[token] || issued && a.srv.Clock().Now().Before(end)
}

func (a *Auth) refusal(m *Mount) Response {
	a.mu.Lock()
	plain := a.plainText
	a.mu.Unlock()
	if plain {
		return Text(http.StatusUnauthorized, "Unauthorized")
	}
	return m.errorResponse(http.StatusUnauthorized)
}
