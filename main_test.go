package main

import (
	"maps"
	"testing"

	"github.com/google/go-cmp/cmp"
)

func TestQuietLoggers(t *testing.T) {
	t.Parallel()
	quiet := map[string]string{"TF_LOG_SDK": "off", "TF_LOG_PROVIDER_MINT": "off"}
	for name, test := range map[string]struct {
		environ []string
		want    map[string]string
	}{
		"nothing set":                {nil, quiet},
		"empty TF_LOG":               {[]string{"TF_LOG="}, quiet},
		"core log and path alone":    {[]string{"TF_LOG_CORE=TRACE", "TF_LOG_PATH=x"}, quiet},
		"TF_LOG":                     {[]string{"TF_LOG=TRACE"}, nil},
		"all providers":              {[]string{"TF_LOG_PROVIDER=DEBUG"}, nil},
		"this provider":              {[]string{"TF_LOG_PROVIDER_MINT=DEBUG"}, nil},
		"a library":                  {[]string{"TF_LOG_SDK_FRAMEWORK=DEBUG"}, nil},
		"another variable's content": {[]string{"OTHER=TF_LOG=TRACE"}, quiet},
	} {
		t.Run(name, func(t *testing.T) {
			t.Parallel()
			got := map[string]string{}
			quietLoggers(test.environ, func(key, value string) error {
				got[key] = value
				return nil
			})
			if !maps.Equal(got, test.want) {
				t.Error(cmp.Diff(test.want, got))
			}
		})
	}
}
