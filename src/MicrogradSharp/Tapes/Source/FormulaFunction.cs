using MicrogradSharp.Tapes.Recording;

namespace MicrogradSharp.Tapes.Source;

/// <summary>A recorded function as formulas: its outputs, and their derivatives by reverse mode.</summary>
internal sealed class FormulaFunction
{
    private readonly RecordedFunction _function;
    private readonly Formulas _formulas = new();
    private readonly Formula[] _values;
    private readonly OperatorFormulas?[] _operators;
    private readonly int _parameters;

    public FormulaFunction(RecordedFunction function, SourceNames names, int parameters)
    {
        (_function, _parameters) = (function, parameters);
        function.Number();
        _values = new Formula[function.Terms.Count];
        _operators = new OperatorFormulas?[function.Terms.Count];
        foreach (var term in function.Terms)
        {
            _values[term.Index] = term switch
            {
                ConstantTerm constant => _formulas.Number(constant.Number),
                InputTerm input => _formulas.Leaf(names.Column(input.Column), $"row[{input.Column}]"),
                ParameterTerm parameter => _formulas.Leaf(names.Parameter(parameter.Position), $"parameters[{parameter.Position}]"),
                _ => ValueOf((ApplyTerm)term),
            };
        }
        Outputs = Array.ConvertAll(function.Outputs, output => _values[output.Index]);
    }

    /// <summary>The outputs.</summary>
    public Formula[] Outputs { get; }

    /// <summary>The derivative of an output by each parameter.</summary>
    /// <param name="output">The index of the output.</param>
    /// <param name="isCareful">Whether a gradient of 0 must contribute 0 even beside a slope that is not finite.</param>
    public Formula[] Gradient(int output, bool isCareful)
    {
        var gradients = new Formula?[_values.Length];
        var derivatives = new Formula[_parameters];
        Array.Fill(derivatives, _formulas.Number(0));
        gradients[_function.Outputs[output].Index] = _formulas.Number(1);
        for (int i = _function.Outputs[output].Index; i >= 0; i--)
        {
            if (gradients[i] is not { } gradient) continue;
            var term = _function.Terms[i];
            if (term is ParameterTerm parameter) derivatives[parameter.Position] = gradient;
            for (int k = 0; k < term.Inputs.Length; k++)
            {
                if (!term.Inputs[k].NeedsGradient) continue;
                if (Contribution((ApplyTerm)term, k, gradient, isCareful) is not { } contribution) continue;
                ref var sum = ref gradients[term.Inputs[k].Index];
                sum = sum is null ? contribution : _formulas.Sum(sum, contribution);
            }
        }
        return derivatives;
    }

    private Formula ValueOf(ApplyTerm term)
    {
        var inputs = Array.ConvertAll(term.Inputs, input => _values[input.Index]);
        return (_operators[term.Index] = new OperatorFormulas(term.Rule, inputs, _formulas)).Value;
    }

    private Formula? Contribution(ApplyTerm term, int input, Formula gradient, bool isCareful) =>
        Times(_operators[term.Index]!.Slope(input), gradient, term.Rule.ZeroSlopeStopsGradient, isCareful);

    /// <summary>slope · gradient; null if nothing flows.</summary>
    private Formula? Times(Formula slope, Formula gradient, bool zeroStops, bool isCareful)
    {
        if (zeroStops && slope.IsNumber(0)) return null;
        // 0 · ∞ is NaN where a slope of 0 does not stop the gradient, so a choice with such a slope stays a factor.
        if (slope.Kind == FormulaKind.Choice && (zeroStops || !HasZero(slope)))
        {
            var yes = Times(slope.Inputs[1], gradient, zeroStops, isCareful);
            var no = Times(slope.Inputs[2], gradient, zeroStops, isCareful);
            return yes is null && no is null
                ? null
                : _formulas.Choice(slope.Inputs[0], yes ?? _formulas.Number(0), no ?? _formulas.Number(0));
        }
        var product = _formulas.Product(slope, gradient);
        bool cannotVanish = gradient.Kind == FormulaKind.Number && gradient.Number != 0 && (!zeroStops || IsFinite(gradient));
        if (!isCareful || IsFinite(slope) || cannotVanish) return product;
        var zero = _formulas.Number(0);
        var isZero = _formulas.Operation("==", gradient, zero);
        if (zeroStops) isZero = _formulas.Operation("||", isZero, _formulas.Operation("==", slope, zero));
        return _formulas.Choice(isZero, zero, product);
    }

    private static bool HasZero(Formula slope) =>
        slope.Kind == FormulaKind.Choice ? HasZero(slope.Inputs[1]) || HasZero(slope.Inputs[2]) : slope.IsNumber(0);

    private static bool IsFinite(Formula formula) => formula.Kind == FormulaKind.Number && double.IsFinite(formula.Number);
}
