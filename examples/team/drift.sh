#!/bin/sh
# Compares one package with the services: drift.sh PACKAGE. Status 2 says that they differ.
set -eu

package=$1
terraform init -input=false
terraform workspace select "$package"
terraform plan -input=false -lock-timeout=10m -var-file="packages/$package.tfvars" -detailed-exitcode
