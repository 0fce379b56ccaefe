#!/bin/sh
# Plans one package: plan.sh PACKAGE [limit of mint-review ...]. Leaves PACKAGE.tfplan, which apply.sh
# applies, and PACKAGE.md, what it does to money, for the pull request. A limit that is exceeded
# ends it with status 3.
set -eu

package=$1
shift
terraform init -input=false
terraform workspace select -or-create "$package"
terraform plan -input=false -lock-timeout=10m -var-file="packages/$package.tfvars" -out="$package.tfplan"
terraform show -json "$package.tfplan" | mint-review -out "$package.md" "$@" -
