// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/random.hpp"
#include "health/application/ports.hpp"
#include "pg/options.hpp"

#include <boost/asio/any_io_executor.hpp>

#include <cstdint>
#include <string>

namespace qc::health {

struct InspectionSubject {
    pg::DatabaseOptions database;
    /// Version of the newest migration that this binary carries.
    std::int32_t newest_migration = 0;
    /// Folder whose file system must have room.
    std::string storage_folder;
};

class PostgresInspection final : public Inspection {
public:
    PostgresInspection(
        boost::asio::any_io_executor executor,
        InspectionSubject subject,
        Clock const& clock,
        Random& random
    );

    [[nodiscard]] Task<Finding> look() override;

private:
    boost::asio::any_io_executor executor_;
    InspectionSubject subject_;
    Clock const& clock_;
    Random& random_;
};

} // namespace qc::health
