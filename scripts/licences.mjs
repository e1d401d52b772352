// Licence texts, for what ships without a file of its own that holds them, and what the decoders' packages contain of others.

export const mit = (copyright) => `${copyright}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files
(the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify,
merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is
furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF
MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN
CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`;

/** The BSD licence of two clauses, or of three. */
const bsd = (copyright, clauses) => `${copyright}

Redistribution and use in source and binary forms, with or without modification, are permitted provided that the following
conditions are met:

- Redistributions of source code must retain the above copyright notice, this list of conditions and the following disclaimer.
- Redistributions in binary form must reproduce the above copyright notice, this list of conditions and the following disclaimer
  in the documentation and/or other materials provided with the distribution.${
    clauses === 3
      ? `
- Neither the name of the copyright holder nor the names of its contributors may be used to endorse or promote products derived
  from this software without specific prior written permission.`
      : ''
  }

THIS SOFTWARE IS PROVIDED BY THE COPYRIGHT HOLDERS AND CONTRIBUTORS "AS IS" AND ANY EXPRESS OR IMPLIED WARRANTIES, INCLUDING, BUT
NOT LIMITED TO, THE IMPLIED WARRANTIES OF MERCHANTABILITY AND FITNESS FOR A PARTICULAR PURPOSE ARE DISCLAIMED. IN NO EVENT SHALL
THE COPYRIGHT HOLDER OR CONTRIBUTORS BE LIABLE FOR ANY DIRECT, INDIRECT, INCIDENTAL, SPECIAL, EXEMPLARY, OR CONSEQUENTIAL DAMAGES
(INCLUDING, BUT NOT LIMITED TO, PROCUREMENT OF SUBSTITUTE GOODS OR SERVICES; LOSS OF USE, DATA, OR PROFITS; OR BUSINESS
INTERRUPTION) HOWEVER CAUSED AND ON ANY THEORY OF LIABILITY, WHETHER IN CONTRACT, STRICT LIABILITY, OR TORT (INCLUDING NEGLIGENCE
OR OTHERWISE) ARISING IN ANY WAY OUT OF THE USE OF THIS SOFTWARE, EVEN IF ADVISED OF THE POSSIBILITY OF SUCH DAMAGE.`;

const chafey = mit('Copyright (c) 2020 Chris Hafey, and the contributors of CornerstoneJS');

/** npm package → what it is and contains, where its own files do not say so. */
export const packaged = {
  '@cornerstonejs/codec-openjpeg': {
    title: 'OpenJPEG, with its wrapper',
    text: () =>
      [
        chafey,
        bsd(
          `Copyright (c) 2002-2014, Universite catholique de Louvain (UCL), Belgium
Copyright (c) 2002-2014, Professor Benoit Macq
Copyright (c) 2003-2014, Antonin Descampe
Copyright (c) 2003-2009, Francois-Olivier Devaux
Copyright (c) 2005, Herve Drolon, FreeImage Team
Copyright (c) 2002-2003, Yannick Verschueren
Copyright (c) 2001-2003, David Janssens
Copyright (c) 2011-2012, Centre National d'Etudes Spatiales (CNES), France
Copyright (c) 2012, CS Systemes d'Information, France`,
          2,
        ),
      ].join('\n\n'),
  },
  '@cornerstonejs/codec-charls': {
    title: 'CharLS, with its wrapper',
    text: () => [chafey, bsd('Copyright (c) 2007-2010, Jan de Vaan\nCopyright (c) Team CharLS', 3)].join('\n\n'),
  },
  '@cornerstonejs/codec-libjpeg-turbo-8bit': {
    title: 'libjpeg-turbo, with its wrapper',
    text: () =>
      [
        chafey,
        'This software is based in part on the work of the Independent JPEG Group.',
        bsd(
          'Copyright (C) 2009-2024 D. R. Commander. All Rights Reserved.\nCopyright (C) 2015 Viktor Szathmáry. All Rights Reserved.',
          3,
        ),
      ].join('\n\n'),
  },
  '@cornerstonejs/codec-openjph': {
    title: 'OpenJPH, with its wrapper',
    text: () =>
      [
        chafey,
        bsd(
          `Copyright (c) 2019, Aous Naman
Copyright (c) 2019, Kakadu Software Pty Ltd, Australia
Copyright (c) 2019, The University of New South Wales, Australia`,
          2,
        ),
      ].join('\n\n'),
  },
};
