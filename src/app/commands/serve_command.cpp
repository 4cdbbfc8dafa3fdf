// SPDX-License-Identifier: Apache-2.0
#include "app/commands/commands.hpp"
#include "app/commands/with_logging.hpp"
#include "app/runtime/process.hpp"

namespace qc::app {

int serve() {
    auto settings = read_settings(read_environment());
    WithLogging const logging(settings);
    run_process(std::move(settings), {});
    return 0;
}

} // namespace qc::app
