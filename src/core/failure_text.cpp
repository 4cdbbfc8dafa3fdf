// SPDX-License-Identifier: Apache-2.0
#include "core/failure_text.hpp"

#include <boost/system/system_error.hpp>

namespace qc {

std::string failure_text(std::exception const& failure) {
    std::string text = failure.what();
    auto const* const system = dynamic_cast<boost::system::system_error const*>(&failure);
    if (system == nullptr) return text;
    auto const code = system->code();
    // The same text, a prefix of the thrower's before it, is what() of the exception.
    auto const located = code.what();
    if (!text.ends_with(located)) return code.message();
    text.replace(text.size() - located.size(), located.size(), code.message());
    return text;
}

} // namespace qc
