// The operators that a model may use. Standard ones: the list of ONNX's documentation (docs/Operators.md, operator sets 1 to 26), less
// those that draw at random, read text or encoded pictures, or train; the runtime's module holds these names, which a test checks.
// Of `com.microsoft` those into which ONNX Runtime's own optimiser fuses standard ones, and which its processor code has.
// Whatever is missing from an operator in a certain type the runtime itself refuses.

const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

export const standard = words(`
  Abs Acos Acosh Add AffineGrid And ArgMax ArgMin Asin Asinh Atan Atanh Attention AveragePool BatchNormalization BitCast BitShift
  BitwiseAnd BitwiseNot BitwiseOr BitwiseXor BlackmanWindow Cast CastLike Ceil Celu CenterCropPad Clip Col2Im Compress Concat
  ConcatFromSequence Constant ConstantOfShape Conv ConvInteger ConvTranspose Cos Cosh CumProd CumSum DFT DeformConv DepthToSpace
  DequantizeLinear Det Div Dropout DynamicQuantizeLinear Einsum Elu Equal Erf Exp Expand EyeLike Flatten Floor GRU Gather
  GatherElements GatherND Gelu Gemm GlobalAveragePool GlobalLpPool GlobalMaxPool Greater GreaterOrEqual GridSample
  GroupNormalization HammingWindow HannWindow HardSigmoid HardSwish Hardmax Identity If InstanceNormalization IsInf IsNaN LRN LSTM
  LayerNormalization LeakyRelu Less LessOrEqual Log LogSoftmax Loop LpNormalization LpPool MatMul MatMulInteger Max MaxPool
  MaxRoiPool MaxUnpool Mean MeanVarianceNormalization MelWeightMatrix Min Mish Mod Mul Neg NonMaxSuppression NonZero Not OneHot
  Optional OptionalGetElement OptionalHasElement Or PRelu Pad Pow QLinearConv QLinearMatMul QuantizeLinear RMSNormalization RNN Range
  Reciprocal ReduceL1 ReduceL2 ReduceLogSum ReduceLogSumExp ReduceMax ReduceMean ReduceMin ReduceProd ReduceSum ReduceSumSquare Relu
  Reshape Resize ReverseSequence RoiAlign RotaryEmbedding Round STFT Scan Scatter ScatterElements ScatterND Selu SequenceAt
  SequenceConstruct SequenceEmpty SequenceErase SequenceInsert SequenceLength SequenceMap Shape Shrink Sigmoid Sign
  SimplifiedLayerNormalization Sin Sinh Size Slice Softmax Softplus Softsign SpaceToDepth Split SplitToSequence Sqrt Squeeze Sub Sum
  Swish Tan Tanh TensorScatter ThresholdedRelu Tile TopK Transpose Trilu Unique Unsqueeze Upsample Where Xor
`);

export const fused = words(`
  Attention BiasGelu DynamicQuantizeLSTM DynamicQuantizeMatMul FastGelu FusedConv FusedGemm FusedMatMul Gelu MatMulIntegerToFloat
  MatMulNBits MultiHeadAttention NhwcMaxPool QAttention QGemm QLinearAdd QLinearAveragePool QLinearConcat QLinearConv
  QLinearGlobalAveragePool QLinearLeakyRelu QLinearMul QLinearSigmoid QLinearSoftmax QLinearWhere QuantizeLinear DequantizeLinear
  QuickGelu SkipLayerNormalization SkipSimplifiedLayerNormalization
`);

/** Whether a model may use that operator; `ai.onnx` is the long name of the standard domain. */
export const runs = (domain: string, name: string): boolean =>
  domain === '' || domain === 'ai.onnx' ? standard.has(name) : domain === 'com.microsoft' && fused.has(name);

/** An operator as it is told: with its domain, where that is not the standard one. */
export const called = (domain: string, name: string): string =>
  domain === '' || domain === 'ai.onnx' ? name : `${domain}:${name}`;
