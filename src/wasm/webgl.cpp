#include "webgl.h"

#include <GLES3/gl3.h>

namespace unseen {
namespace {

constexpr const char* element = "#canvas";

constexpr const char* vertex_source = R"(#version 300 es
uniform vec2 size;
layout(location = 0) in vec2 place;
layout(location = 1) in vec2 texel;
layout(location = 2) in vec4 colour;
out vec2 at;
out vec4 ink;
void main() {
  at = texel;
  ink = colour;
  gl_Position = vec4(place.x / size.x * 2.0 - 1.0, 1.0 - place.y / size.y * 2.0, 0.0, 1.0);
}
)";

// One channel: how much of a glyph covers the pixel, the film's grey, or how much brighter (orange) or darker
// (blue) it became, 128 being no change.
constexpr const char* fragment_source = R"(#version 300 es
precision highp float;
uniform sampler2D picture;
uniform bool grey;
uniform bool signed_film;
in vec2 at;
in vec4 ink;
out vec4 paint;
void main() {
  float value = texture(picture, at).r;
  if (grey && signed_film) {
    float change = (value * 255.0 - 128.0) / 127.0;
    vec3 colour = change > 0.0 ? vec3(0.941, 0.663, 0.290) : vec3(0.337, 0.659, 0.961);
    paint = vec4(mix(vec3(0.024), colour, abs(change)), 1.0) * ink.a;
    return;
  }
  float alpha = grey ? ink.a : ink.a * value;
  paint = vec4(grey ? ink.rgb * value : ink.rgb, 1.0) * vec4(vec3(alpha), alpha);
}
)";

GLuint shader(GLenum kind, const char* source) {
  const GLuint made = glCreateShader(kind);
  glShaderSource(made, 1, &source, nullptr);
  glCompileShader(made);
  return made;
}

GLuint texture(int width, int height, const void* pixels) {
  GLuint made = 0;
  glGenTextures(1, &made);
  glBindTexture(GL_TEXTURE_2D, made);
  glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
  glTexImage2D(GL_TEXTURE_2D, 0, GL_R8, width, height, 0, GL_RED, GL_UNSIGNED_BYTE, pixels);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
  glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
  return made;
}

}  // namespace

// After a lost context the element still has the same one, whose objects are all gone; their old names mean
// nothing and are not deleted.
bool WebGl::open() {
  if (context_ <= 0) {
    EmscriptenWebGLContextAttributes wish;
    emscripten_webgl_init_context_attributes(&wish);
    wish.majorVersion = 2;
    wish.alpha = true;
    wish.premultipliedAlpha = true;
    wish.antialias = false;
    wish.depth = false;
    wish.stencil = false;
    wish.preserveDrawingBuffer = false;
    context_ = emscripten_webgl_create_context(element, &wish);
    if (context_ <= 0) return false;
  }
  if (emscripten_webgl_make_context_current(context_) != EMSCRIPTEN_RESULT_SUCCESS) return false;
  glGetIntegerv(GL_MAX_TEXTURE_SIZE, &max_texture_);
  glyphs_ = film_ = 0;
  return compile();
}

bool WebGl::compile() {
  program_ = glCreateProgram();
  for (const auto& [kind, source] :
       {std::pair{GL_VERTEX_SHADER, vertex_source}, {GL_FRAGMENT_SHADER, fragment_source}}) {
    const GLuint part = shader(static_cast<GLenum>(kind), source);
    glAttachShader(program_, part);
    glDeleteShader(part);
  }
  glLinkProgram(program_);
  GLint linked = 0;
  glGetProgramiv(program_, GL_LINK_STATUS, &linked);
  if (!linked) return false;
  size_ = glGetUniformLocation(program_, "size");
  grey_ = glGetUniformLocation(program_, "grey");
  signed_ = glGetUniformLocation(program_, "signed_film");

  glGenVertexArrays(1, &layout_);
  glGenBuffers(1, &vertices_);
  glGenBuffers(1, &indices_);
  glBindVertexArray(layout_);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  glBindBuffer(GL_ELEMENT_ARRAY_BUFFER, indices_);
  const auto part = [](GLuint place, GLint count, GLenum type, GLboolean normal, std::uintptr_t offset) {
    glEnableVertexAttribArray(place);
    glVertexAttribPointer(place, count, type, normal, ui::vertex_size, reinterpret_cast<const void*>(offset));
  };
  part(0, 2, GL_FLOAT, GL_FALSE, 0);
  part(1, 2, GL_FLOAT, GL_FALSE, 8);
  part(2, 4, GL_UNSIGNED_BYTE, GL_TRUE, 16);
  return true;
}

void WebGl::resize(int width, int height) { emscripten_set_canvas_element_size(element, width, height); }

void WebGl::glyphs(const ui::Glyphs& glyphs) {
  if (glyphs_ != 0) glDeleteTextures(1, &glyphs_);
  glyphs_ = texture(glyphs.width, glyphs.height, glyphs.coverage.data());
}

void WebGl::film(int width, int height, std::span<const std::byte> grey) {
  if (film_ != 0) glDeleteTextures(1, &film_);
  film_ = texture(width, height, grey.data());
  glGenerateMipmap(GL_TEXTURE_2D);
}

void WebGl::draw(const ui::Drawing& drawing) {
  glViewport(0, 0, drawing.width, drawing.height);
  glDisable(GL_SCISSOR_TEST);
  glClearColor(0, 0, 0, 0);
  glClear(GL_COLOR_BUFFER_BIT);
  glEnable(GL_SCISSOR_TEST);
  glEnable(GL_BLEND);
  glBlendFunc(GL_ONE, GL_ONE_MINUS_SRC_ALPHA);
  glUseProgram(program_);
  glUniform2f(size_, static_cast<float>(drawing.width), static_cast<float>(drawing.height));
  glBindVertexArray(layout_);
  glBindBuffer(GL_ARRAY_BUFFER, vertices_);
  glBufferData(GL_ARRAY_BUFFER, static_cast<GLsizeiptr>(drawing.vertices.size()), drawing.vertices.data(),
               GL_STREAM_DRAW);
  glBufferData(GL_ELEMENT_ARRAY_BUFFER, static_cast<GLsizeiptr>(drawing.indices.size_bytes()),
               drawing.indices.data(), GL_STREAM_DRAW);
  for (const ui::Batch& batch : drawing.batches) {
    const bool film = batch.texture == ui::Texture::film;
    glBindTexture(GL_TEXTURE_2D, film ? film_ : glyphs_);
    if (film) {
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, drawing.film_nearest ? GL_NEAREST : GL_LINEAR);
      glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR_MIPMAP_LINEAR);
    }
    glUniform1i(grey_, film ? 1 : 0);
    glUniform1i(signed_, drawing.film_signed ? 1 : 0);
    glScissor(batch.left, drawing.height - batch.bottom, batch.right - batch.left, batch.bottom - batch.top);
    glDrawElements(GL_TRIANGLES, static_cast<GLsizei>(batch.count), GL_UNSIGNED_SHORT,
                   reinterpret_cast<const void*>(batch.first * sizeof(std::uint16_t)));
  }
}

}  // namespace unseen
