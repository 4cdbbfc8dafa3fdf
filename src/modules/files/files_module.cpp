// SPDX-License-Identifier: Apache-2.0
#include "files/files_module.hpp"

#include "files/http/routes.hpp"
#include "files/local/local_object_store.hpp"

namespace qc::files {

FilesModule::FilesModule(FilesServices const& services)
    : FilesModule(
          services, std::make_unique<LocalObjectStore>(services.storage.folder, services.pool)
      ) {}

FilesModule::FilesModule(FilesServices const& services, std::unique_ptr<ObjectStore> objects)
    : clock_(services.clock)
    , objects_(std::move(objects))
    , records_(services.database)
    , pictures_(services.pool)
    , urls_(
          {services.storage.public_url, services.storage.public_url}, services.keys, services.clock
      )
    , disposal_({services.database, records_, *objects_, services.clock})
    , intake_(
          {services.database,
           records_,
           *objects_,
           disposal_,
           services.pool,
           services.clock,
           services.random}
      )
    , files_({records_, intake_, disposal_, urls_, services.clock}) {}

void FilesModule::add_routes(http::Routes& routes) {
    RouteServices const services{intake_, records_, *objects_, urls_, pictures_, clock_};
    files::add_routes(routes, services);
}

void FilesModule::add_jobs(Jobs& jobs) {
    disposal_.add_jobs(jobs);
}

} // namespace qc::files
