using System.Globalization;
using Formulas;
using MicrogradSharp;
using Microsoft.AspNetCore.Components;
using Playground.Shell;

namespace Playground.Tabs.Formula;

/// <summary>A formula, its leaves and their gradients.</summary>
public sealed partial class FormulaTab : TabPage<FormulaState>
{
    private CompiledFormula? _formula;
    private FormulaException? _error;
    private IReadOnlyList<Node> _leaves = [];
    private double _output;

    protected override void OnArrived() => Compute();

    private static string Invariant(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    private void Type(ChangeEventArgs change)
    {
        Move(State with { Text = (string?)change.Value ?? "" });
        Compute();
    }

    private void Drag(string name, ChangeEventArgs change)
    {
        if (!double.TryParse((string?)change.Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double number)) return;
        Move(State with { Data = State.Data.With(name, number) });
        Compute();
    }

    private void Compute()
    {
        try
        {
            _formula = CompiledFormula.Parse(State.Text);
            _error = null;
            (var output, _leaves) = _formula.Build(State.Data.Of);
            output.Backward();
            _output = output.Data;
        }
        catch (FormulaException error)
        {
            _formula = null;
            _error = error;
        }
    }
}
