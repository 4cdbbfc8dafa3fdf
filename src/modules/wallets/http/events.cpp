// SPDX-License-Identifier: Apache-2.0
#include "contract/encode.hpp"
#include "wallets/http/routes.hpp"
#include "wallets/http/views.hpp"

namespace qc::wallets {
namespace {

Task<std::optional<std::string>> movement_frame(WalletQueries& queries, live::Signal signal) {
    if (!signal.user) co_return std::nullopt;
    EntryId const id{signal.id};
    auto const found = co_await queries.entry(*signal.user, id);
    if (!found) co_return std::nullopt;
    std::string frame;
    contract::encode(frame, *found);
    co_return frame;
}

} // namespace

void add_events(live::EventSources& sources, WalletQueries& queries) {
    sources.add(live::Kind::wallet, [&queries](live::Signal signal) {
        return movement_frame(queries, signal);
    });
}

} // namespace qc::wallets
