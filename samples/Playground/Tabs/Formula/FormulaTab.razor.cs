using System.Globalization;
using Formulas;
using Microsoft.AspNetCore.Components;
using Playground.Charts;
using Playground.Shell;

namespace Playground.Tabs.Formula;

/// <summary>A formula, its graph with values and gradients, and what can be done with it.</summary>
public sealed partial class FormulaTab : TabPage<FormulaState>
{
    // the curves and the program follow a drag, less often than the graph
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(60);

    private static readonly (FormulaView, string)[] s_views =
        [(FormulaView.All, "See all"), (FormulaView.Walk, "Step through"), (FormulaView.Quiz, "Predict")];

    private readonly Dictionary<string, double> _ranges = [];       // they stay while a leaf is dragged
    private readonly Func<int, string> _data, _gradient;

    private string _text = "";      // as typed: what is too long is not in the state
    private FormulaException? _error;
    private FormulaGraph? _graph;
    private GraphMarks _marks = new(int.MaxValue, null, null, null);
    private Walk? _walk;
    private WalkStep? _step;
    private Quiz? _quiz;
    private CurveTape? _curves;
    private int _curvesVersion;
    private string _code = "";
    private bool _isUpdateComing;

    public FormulaTab()
    {
        _data = Data;
        _gradient = Gradient;
    }

    [Inject]
    private Announcer Announcer { get; set; } = null!;

    private int StepIndex => Math.Clamp(State.Step, 0, _walk!.Count - 1);

    protected override void OnArrived()
    {
        _text = State.Text;
        _ranges.Clear();
        Compile();
    }

    private static string TooLarge(FormulaGraph graph) => string.Create(CultureInfo.InvariantCulture,
        $"This graph has {graph.Count} values and {graph.Edges} edges, too many to draw. "
        + $"Everything else works; the table has its numbers.");

    private string Data(int node) => _step is { } step && node >= step.Computed ? "" : NumberFormat.Of(_graph![node].Data);

    private string Gradient(int node) =>
        _step is { } step ? step.Gradients[node] is { } soFar ? NumberFormat.Of(soFar) : ""
        : _quiz is { } quiz && !quiz.IsRevealed(node) ? quiz.Asked == node ? "?" : ""
        : NumberFormat.Of(_graph![node].Grad);

    private double Range(string name)
    {
        if (!_ranges.TryGetValue(name, out double range)) _ranges[name] = range = LeafRange.Of(State.Data.Of(name));
        return range;
    }

    private void Type(string text)
    {
        _text = text;
        if (text.Length <= FormulaState.LongestText) Move(State with { Text = text, Step = 0, Guesses = "", Along = "" });
        _ranges.Clear();
        Compile();
    }

    /// <summary>Reads the formula. While it is wrong, the graph of the last one that was right stays.</summary>
    private void Compile()
    {
        try
        {
            if (_graph?.Formula.Text == _text) _graph.Set(State.Data);
            else _graph = FormulaGraph.Of(_text, State.Data);
            _error = null;
            Update();
        }
        catch (FormulaException error)
        {
            _error = error;
        }
    }

    private void Drag((string Name, string? Number) leaf)
    {
        if (NumberFormat.Read(leaf.Number) is not { } number || !double.IsFinite(number)) return;
        Move(State with { Data = State.Data.With(leaf.Name, number), Guesses = "" });
        _graph!.Set(leaf.Name, number);
        Update();
    }

    private void Drop(string name)
    {
        int leaf = _graph!.Leaves.First(node => _graph.NameOf(node) == name);
        string output = $"{_graph.NameOf(_graph.Output)} is {Data(_graph.Output)}";
        Announcer.Say(_quiz is null && _step is null ? $"{output}. The gradient of {name} is {Gradient(leaf)}." : $"{output}.");
    }

    private void Set((string Name, string? Number) leaf)
    {
        _ranges.Remove(leaf.Name);
        Drag(leaf);
        Drop(leaf.Name);
    }

    private void Show(FormulaView view)
    {
        Choose(State with { View = view });
        Update();
    }

    private void GoToStep(int step)
    {
        Move(State with { Step = step });
        Update();
        Announcer.Say($"{string.Concat(_step!.Formula.Select(part => part.Text))}. {_step.Note}");
    }

    private void Answer(string guesses)
    {
        Move(State with { Guesses = guesses });
        Update();
        if (_quiz!.Last is not { } last) return;
        string judged = Quiz.IsRight(_quiz.Guesses[^1], _graph![last].Grad) ? "Right. " : _quiz.Guesses[^1] is null ? "" : "Not quite. ";
        Announcer.Say($"{judged}{string.Concat(new ChainRuleText(_graph).InNumbers(last).Select(part => part.Text))}. "
            + string.Create(CultureInfo.InvariantCulture, $"{_quiz.Right} right of {_quiz.Guesses.Count}."));
    }

    private void RunAlong(string name)
    {
        Choose(State with { Along = name });
        Update();
    }

    /// <summary>Prepares what is shown of the numbers that the graph holds now.</summary>
    private void Update()
    {
        var graph = _graph!;
        bool walks = State.View == FormulaView.Walk;
        if (!walks) (_walk, _step) = (null, null);
        else
        {
            if (_walk?.Graph != graph) _walk = new Walk(graph);
            _step = _walk.At(State.Step);
        }
        _quiz = State.View == FormulaView.Quiz ? new Quiz(graph, State.Guesses) : null;
        _marks = new GraphMarks(_step?.Computed ?? graph.Count, _step?.Node ?? _quiz?.Asked, _step?.From, _step?.Place);
        _ = UpdateTheRestSoon();
    }

    private async Task UpdateTheRestSoon()
    {
        if (_isUpdateComing) return;
        _isUpdateComing = true;
        await Task.Delay(s_pause);
        _isUpdateComing = false;
        var graph = _graph!;
        _code = CSharpExport.Of(graph.Formula, State.Data.Of);
        if (State.View == FormulaView.All) UpdateCurves(graph, graph.Formula.Names);
        StateHasChanged();
    }

    private void UpdateCurves(FormulaGraph graph, IReadOnlyList<string> names)
    {
        string? along = names.Contains(State.Along) ? State.Along : names.Count > 0 ? names[0] : null;
        if (along is null) _curves = null;
        else if (_curves?.Graph != graph || _curves.Along != along) _curves = new CurveTape(graph, along);
        _curvesVersion++;
    }
}
