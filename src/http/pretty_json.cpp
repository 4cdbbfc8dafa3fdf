// SPDX-License-Identifier: Apache-2.0
#include "http/pretty_json.hpp"

#include "contract/write.hpp"

#include <boost/json/serialize.hpp>

namespace qc::http {
namespace {

namespace json = boost::json;

class PrettyPrinter {
public:
    void print(json::value const& value) {
        if (auto const* const object = value.if_object()) return members(*object);
        if (auto const* const array = value.if_array()) return elements(*array);
        if (auto const* const real = value.if_double()) return contract::write_real(out_, *real);
        out_ += json::serialize(value);
    }

    [[nodiscard]] std::string take() {
        out_ += '\n';
        return std::move(out_);
    }

private:
    void members(json::object const& object) {
        open('{');
        for (auto const& member : object) {
            next_line();
            out_ += json::serialize(json::string_view(member.key()));
            out_ += ": ";
            print(member.value());
        }
        close('}', object.empty());
    }

    void elements(json::array const& array) {
        open('[');
        for (auto const& element : array) {
            next_line();
            print(element);
        }
        close(']', array.empty());
    }

    void open(char bracket) {
        out_ += bracket;
        ++depth_;
    }

    void close(char bracket, bool empty) {
        --depth_;
        if (!empty) indent();
        out_ += bracket;
    }

    void next_line() {
        if (out_.back() != '{' && out_.back() != '[') out_ += ',';
        indent();
    }

    void indent() {
        out_ += '\n';
        out_.append(depth_ * 2, ' ');
    }

    std::string out_;
    std::size_t depth_ = 0;
};

} // namespace

std::string pretty_json(json::value const& value) {
    PrettyPrinter printer;
    printer.print(value);
    return printer.take();
}

} // namespace qc::http
