// SPDX-License-Identifier: Apache-2.0
#include "friends/http/views.hpp"

namespace qc::friends {

RequestShape shape_of(RequestView view) {
    RequestShape shape;
    shape.id = view.id;
    shape.first_name = std::move(view.first_name);
    shape.last_name = std::move(view.last_name);
    shape.username = std::move(view.username);
    (view.sent ? shape.recipient_id : shape.requester_id) = view.other;
    shape.status = view.status;
    shape.created_at = view.created_at;
    shape.updated_at = view.updated_at;
    return shape;
}

Page<RequestShape> shape_of(Page<RequestView> page) {
    Page<RequestShape> out;
    out.total = page.total;
    out.page = page.page;
    out.size = page.size;
    out.items.reserve(page.items.size());
    for (auto& view : page.items)
        out.items.push_back(shape_of(std::move(view)));
    return out;
}

} // namespace qc::friends
