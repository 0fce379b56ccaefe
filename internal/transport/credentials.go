package transport

import (
	"encoding/base64"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"unicode"
)

type scheme int

const (
	anonymous scheme = iota
	basic
	bearer
	clientGrant
	passwordGrant
	refreshGrant
)

// Credentials authenticate a Client's requests; the zero value sends none. Printing them shows no
// secret.
type Credentials struct {
	scheme                 scheme
	tokenURL               string
	clientID, clientSecret string
	user, password         string
	token                  string // an access token, or a refresh token for the refresh grant
}

// Basic returns credentials for HTTP Basic authentication.
func Basic(user, password string) Credentials {
	return Credentials{scheme: basic, user: user, password: password}
}

// Bearer returns an access token that is sent as it is and never renewed.
func Bearer(token string) Credentials { return Credentials{scheme: bearer, token: token} }

// ClientCredentials returns credentials for the OAuth2 client credentials grant; contract: wallets
// 1.2.
func ClientCredentials(tokenURL, id, secret string) Credentials {
	return Credentials{scheme: clientGrant, tokenURL: tokenURL, clientID: id, clientSecret: secret}
}

// PasswordGrant returns credentials for the OAuth2 password grant, renewed with the refresh token
// the service returns where it does; contract: apigee-mint 1.2.
func PasswordGrant(tokenURL, clientID, clientSecret, user, password string) Credentials {
	return Credentials{
		scheme: passwordGrant, tokenURL: tokenURL, clientID: clientID, clientSecret: clientSecret,
		user: user, password: password,
	}
}

// RefreshGrant returns credentials for the OAuth2 refresh token grant; contract: apigee-mint 1.2.
func RefreshGrant(tokenURL, clientID, clientSecret, refreshToken string) Credentials {
	return Credentials{
		scheme: refreshGrant, tokenURL: tokenURL, clientID: clientID, clientSecret: clientSecret, token: refreshToken,
	}
}

// String names what the credentials consist of, without their values.
func (c Credentials) String() string {
	switch c.scheme {
	case basic, passwordGrant:
		return "username and password"
	case bearer:
		return "access_token"
	case clientGrant:
		return "client_id and client_secret"
	case refreshGrant:
		return "refresh_token"
	default:
		return "none"
	}
}

// GoString is String: %#v shows no secret either.
func (c Credentials) GoString() string { return c.String() }

func (c Credentials) validate() error {
	if c.scheme == bearer && strings.ContainsFunc(c.token, unicode.IsControl) {
		return errors.New("access_token contains a line break or another control character")
	}
	switch c.scheme {
	case clientGrant, passwordGrant, refreshGrant:
		return checkURL("token_url", c.tokenURL)
	default:
		return nil
	}
}

func (c Credentials) secrets() []string {
	basic := func(user, password string) string {
		if password == "" {
			return ""
		}
		return base64.StdEncoding.EncodeToString([]byte(user + ":" + password))
	}
	return []string{
		c.clientSecret, c.password, c.token, basic(c.user, c.password),
		basic(url.QueryEscape(c.clientID), url.QueryEscape(c.clientSecret)), // as oauth2 sends them
	}
}

// hint is what to do when the credentials were refused.
func (c Credentials) hint() string {
	switch c.scheme {
	case anonymous:
		return "no credentials are configured"
	case bearer:
		return "check access_token: it may have expired, and is not renewed"
	default:
		return fmt.Sprintf("check %s", c)
	}
}

// authorize adds the Authorization header; it returns the access token if it is one that can be
// renewed.
func (c *Client) authorize(req *http.Request) (string, error) {
	switch {
	case c.tokens != nil:
		token, err := c.tokens.get(req.Context())
		if err != nil {
			return "", err
		}
		token.SetAuthHeader(req)
		return token.AccessToken, nil
	case c.options.Credentials.scheme == basic:
		req.SetBasicAuth(c.options.Credentials.user, c.options.Credentials.password)
	case c.options.Credentials.scheme == bearer:
		req.Header.Set("Authorization", "Bearer "+c.options.Credentials.token)
	}
	return "", nil
}
