namespace MicrogradSharp.Onnx;

/// <summary>Writes an operator of the library, or a user's own, as nodes.</summary>
internal static class OperatorWriter
{
    /// <exception cref="NotSupportedException">The operator does not say how ONNX computes it.</exception>
    public static OnnxTensor Write(IBackward rule, StepInputs inputs) =>
        rule is IOnnxOperator own ? WriteOwn(rule, own, inputs)
        : Unary(rule, inputs) ?? WithConstants(rule, inputs) ?? Several(rule, inputs) ?? InternalOperators.Write(rule, inputs)
        ?? throw new NotSupportedException(
            $"The operator '{ShownText.OneLine(rule.Symbol)}' has no form in ONNX: {rule.GetType().FullName} must implement "
            + $"{nameof(IOnnxOperator)}, which says how ONNX computes its value.");

    private static OnnxTensor WriteOwn(IBackward rule, IOnnxOperator own, StepInputs inputs)
    {
        var value = own.ToOnnx(inputs.Graph, inputs.All());
        string? fault = value is null ? "null"
            : value.Graph != inputs.Graph ? "a tensor of another graph"
            : value.Type != inputs.Graph.Number ? "conditions: choose numbers by them with Where"
            : value.Last != inputs.Results && value.Last != 1 ? $"{value.Last}"
            : null;
        if (fault is null) return value!.Last == inputs.Results ? value : Repeated(value, inputs.Results);
        throw new InvalidOperationException(
            $"{rule.GetType().FullName}.{nameof(IOnnxOperator.ToOnnx)} must return a tensor of its graph with "
            + $"{NumberText.Count(inputs.Results, "number")} for a row, but returned {fault}.");
    }

    /// <summary>One number for a row, or one for all rows, in the place of every result.</summary>
    private static OnnxTensor Repeated(OnnxTensor one, int results) => one.Graph.Add(
        "Expand", one.Type, [.. one.Shape.SkipLast(1), results], [one, one.Graph.Store("width", results)]);

    private static OnnxTensor? Unary(IBackward rule, StepInputs inputs)
    {
        if (rule is not UnaryExpr) return null;
        var x = inputs[0];
        return rule switch
        {
            Abs => x.Abs(),
            Acos => x.Acos(),
            Acosh => x.Acosh(),
            Asin => x.Asin(),
            Asinh => x.Asinh(),
            Atan => x.Atan(),
            Atanh => x.Atanh(),
            Cbrt => x.Cbrt(),
            Ceiling => x.Graph.Apply("Ceil", x),
            Cos => x.Cos(),
            Cosh => x.Cosh(),
            Digamma => x.Digamma(),
            Erf => x.Erf(),
            Erfc => x.Erfc(),
            Exp => x.Exp(),
            Exp2 => x.Graph.Apply("Pow", x.Number(2), x),
            Expm1 => x.Expm1(),
            Floor => x.Floor(),
            GELU => x.IsSingle ? x.Graph.Apply("Gelu", x) : x * x.NormalDistribution(),
            Log => x.Log(),
            Log10 => x.Log() / ExponentialFormulas.Ln10,
            Log1p => x.Log1p(),
            Log2 => x.Log() / ExponentialFormulas.Ln2,
            LogGamma => x.LogGamma(),
            Logit => x.Logit(),
            Negate => -x,
            ReLU => x.Graph.Apply("Relu", x),
            Round => x.Round(),
            Sigmoid => x.Sigmoid(),
            Sign => x.Sign(),
            SiLU => x * x.Sigmoid(),
            Sin => x.Sin(),
            Sinh => x.Sinh(),
            Softplus => x.IsSingle ? x.Graph.Apply("Softplus", x) : x.Softplus(),
            Sqrt => x.Sqrt(),
            Tan => x.Tan(),
            Tanh => x.Tanh(),
            Trigamma => x.Polygamma(1),
            _ => null,
        };
    }

    /// <summary>Attributes of ONNX are 32-bit numbers. In 64 bits, the constant is a tensor.</summary>
    private static OnnxTensor? WithConstants(IBackward rule, StepInputs inputs) => rule switch
    {
        Clamp clamp when inputs[0].IsSingle =>
            inputs.Graph.Apply("Clip", inputs[0], inputs[0].Number(clamp.Min), inputs[0].Number(clamp.Max)),
        Clamp clamp => inputs[0].Max(clamp.Min).Min(clamp.Max),     // ONNX Runtime does not load a 64-bit Clip of a Relu
        ELU elu when inputs[0].IsSingle => inputs.Graph.Apply("Elu", [inputs[0]], ("alpha", (float)elu.Alpha)),
        ELU elu => inputs[0].IsAbove(0).Choose(inputs[0], inputs[0].Expm1() * elu.Alpha),
        LeakyReLU leaky when inputs[0].IsSingle =>
            inputs.Graph.Apply("LeakyRelu", [inputs[0]], ("alpha", (float)leaky.NegativeSlope)),
        LeakyReLU leaky => inputs[0].IsAbove(0).Choose(inputs[0], inputs[0] * leaky.NegativeSlope),
        PowConstant { Exponent: 2 } => inputs[0] * inputs[0],
        PowConstant power => inputs[0].Pow(power.Exponent),
        _ => null,
    };

    private static OnnxTensor? Several(IBackward rule, StepInputs inputs) => rule switch
    {
        Add => inputs[0] + inputs[1],
        Sub => inputs[0] - inputs[1],
        Mul => inputs[0] * inputs[1],
        Div => inputs[0] / inputs[1],
        Pow => inputs.Graph.Apply("Pow", inputs[0], inputs[1]),
        Atan2 => inputs[0].Atan2(inputs[1]),
        Hypot => inputs[0].Hypot(inputs[1]),
        Remainder => inputs[0].Remainder(inputs[1]),
        Where => inputs[0].IsAbove(0).Choose(inputs[1], inputs[2]),
        Sum => Reductions.Sum(inputs),
        Mean => Reductions.Sum(inputs) / inputs.Count,
        Product => Reductions.Product(inputs),
        Max => Reductions.Extremum(inputs, isMax: true),
        Min => Reductions.Extremum(inputs, isMax: false),
        Dot => Reductions.Dot(inputs),
        Norm => Reductions.Norm(inputs),
        LogSumExp => Reductions.LogSumExp(inputs.Stack()),
        Gather => Reductions.Gather(inputs),
        _ => null,
    };
}
