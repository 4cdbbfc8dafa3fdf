// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "files/application/default_pictures.hpp"
#include "files/application/file_urls.hpp"
#include "files/application/intake.hpp"
#include "files/application/ports.hpp"
#include "http/route.hpp"

namespace qc::files {

/// Everything outlives the routes.
struct RouteServices {
    Intake& intake;
    FileRecords& records;
    ObjectStore& objects;
    FileUrls const& urls;
    DefaultPictures& pictures;
    Clock const& clock;
};

void add_routes(http::Routes& routes, RouteServices const& services);

} // namespace qc::files
