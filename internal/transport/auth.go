package transport

// Credentials authenticate a Client's requests; the zero value sends none.
type Credentials struct {
	kind                              string
	tokenURL, id, secret, user, token string
}

// Basic returns credentials for HTTP Basic authentication.
func Basic(user, password string) Credentials {
	return Credentials{kind: "basic", user: user, secret: password}
}

// Bearer returns a token that is sent as it is and never renewed.
func Bearer(token string) Credentials { return Credentials{kind: "bearer", token: token} }

// ClientCredentials returns credentials for the OAuth2 client credentials grant.
func ClientCredentials(tokenURL, id, secret string) Credentials {
	return Credentials{kind: "client", tokenURL: tokenURL, id: id, secret: secret}
}

// PasswordGrant returns credentials for the OAuth2 password grant.
func PasswordGrant(tokenURL, clientID, clientSecret, user, password string) Credentials {
	return Credentials{kind: "password", tokenURL: tokenURL, id: clientID, secret: clientSecret, user: user, token: password}
}

// RefreshGrant returns credentials for the OAuth2 refresh token grant.
func RefreshGrant(tokenURL, clientID, clientSecret, refreshToken string) Credentials {
	return Credentials{kind: "refresh", tokenURL: tokenURL, id: clientID, secret: clientSecret, token: refreshToken}
}
