// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "http/route.hpp"

/// The routes of the module, by subject. What is passed must outlive the routes.
namespace qc::quests {} // namespace qc::quests
