// SPDX-License-Identifier: Apache-2.0
#include "wallets/domain/pricing.hpp"

#include "wallets/domain/errors.hpp"

namespace qc::wallets {

std::string_view name_of(PaymentMethod method) {
    switch (method) {
    case PaymentMethod::credits:
        return "credits";
    case PaymentMethod::subscription:
        return "subscription";
    case PaymentMethod::free:
        break;
    }
    return "free";
}

namespace {

Result<Deal> fresh_deal(Terms const& terms, Buyer const& buyer) {
    if (terms.is_subscription && buyer.subscribed) return Deal{0, PaymentMethod::subscription};
    if (terms.full_price() > 0) return Deal{terms.full_price(), PaymentMethod::credits};
    if (!terms.is_subscription) return Deal{0, PaymentMethod::free};
    return Error{&subscription_required}
        .with("questId", std::int64_t{buyer.quest.value})
        .with("price", std::int64_t{0});
}

} // namespace

Result<Deal> deal_for(Terms const& terms, Buyer const& buyer) {
    QC_TRY_NOW(auto const deal, fresh_deal(terms, buyer));
    bool const is_upgrade = buyer.earlier && buyer.earlier->method == PaymentMethod::subscription &&
                            deal.method != PaymentMethod::subscription;
    if (!buyer.earlier || is_upgrade) return deal;
    return Error{&already_purchased}.with("purchaseId", std::int64_t{buyer.earlier->id.value});
}

} // namespace qc::wallets
