package fake

import "strings"

// Spelling is what a service makes of a name that it is given; it is for switches of services.
type Spelling int

const (
	// Verbatim keeps every character.
	Verbatim Spelling = iota
	// Trimmed cuts white space off both ends.
	Trimmed
	// Decomposed writes accented letters as letter and accent (Unicode NFD), for the letters of
	// Western Europe.
	Decomposed
	// Composed writes them as one character (Unicode NFC).
	Composed
)

// Spell returns the name as the service keeps it.
func (s Spelling) Spell(name string) string {
	switch s {
	case Trimmed:
		return strings.TrimSpace(name)
	case Decomposed:
		return decompose.Replace(name)
	case Composed:
		return compose.Replace(name)
	default:
		return name
	}
}

// accents are letters of Western Europe, each as one character and as letter and accent.
var accents = []string{
	"á", "a\u0301", "à", "a\u0300", "â", "a\u0302", "ä", "a\u0308", "ã", "a\u0303", "å", "a\u030a", "ç", "c\u0327",
	"é", "e\u0301", "è", "e\u0300", "ê", "e\u0302", "ë", "e\u0308", "í", "i\u0301", "î", "i\u0302", "ï", "i\u0308", "ñ", "n\u0303",
	"ó", "o\u0301", "ò", "o\u0300", "ô", "o\u0302", "ö", "o\u0308", "õ", "o\u0303", "ú", "u\u0301", "ù", "u\u0300", "û", "u\u0302", "ü", "u\u0308",
	"Á", "A\u0301", "À", "A\u0300", "Ä", "A\u0308", "Å", "A\u030a", "Ç", "C\u0327", "É", "E\u0301", "È", "E\u0300", "Ñ", "N\u0303",
	"Ö", "O\u0308", "Ó", "O\u0301", "Ü", "U\u0308", "Ú", "U\u0301",
}

var (
	decompose = strings.NewReplacer(accents...)
	compose   = strings.NewReplacer(reversed(accents)...)
)

func reversed(pairs []string) []string {
	all := make([]string, len(pairs))
	for i, text := range pairs {
		all[i^1] = text
	}
	return all
}
