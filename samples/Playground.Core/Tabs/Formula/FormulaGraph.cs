using System.Globalization;
using Formulas;
using MicrogradSharp;
using MicrogradSharp.Diagnostics;
using Playground.Charts;

namespace Playground.Tabs.Formula;

/// <summary>A formula and its retained graph: new numbers in its leaves, the same shape.</summary>
public sealed class FormulaGraph
{
    public const double BoxWidth = 122, BoxHeight = 62, LeafHeight = 88, Link = 14, OvalHeight = 34;

    private const int MostDrawn = 100, MostEdgesDrawn = 200, LongestName = 13, LongestSymbol = 12;
    private const string Letters = "pqrstuvnmhkgabcd";

    private readonly Dictionary<string, int> _leaves = [];
    private readonly HashSet<int> _constants = [];
    private readonly string[] _names;
    private readonly int[][] _inputs;
    private readonly Graph _graph;

    private FormulaGraph(CompiledFormula formula, LeafData data)
    {
        Formula = formula;
        var (output, leaves) = formula.Build(data.Of);
        _graph = new Graph(output);
        var positions = new Dictionary<Value, int>(Count);
        _names = new string[Count];
        _inputs = new int[Count][];
        var taken = formula.Names.ToHashSet();
        int letters = 0;
        for (int i = 0; i < Count; i++)
        {
            var value = _graph.Nodes[i].Value;
            positions.Add(value, i);
            var inputs = new List<int>();
            foreach (var input in value.Inputs) inputs.Add(positions[input]);
            _inputs[i] = [.. inputs];
            if (value.IsLeaf && value.Label is null) _constants.Add(i);
            _names[i] = value.Label
                ?? (value.IsLeaf ? NumberFormat.Of(value.Data, "R")
                : i == Output && taken.Add("y") ? "y"
                : NextLetter(taken, ref letters));
        }
        foreach (var leaf in leaves) _leaves.Add(leaf.Label!, positions[leaf.Value]);
        Edges = _inputs.Sum(inputs => inputs.Length);
        if (Count <= MostDrawn && Edges <= MostEdgesDrawn) Layout = GraphLayout.Of(_graph, node => Size(positions[node.Value]));
        Run();
    }

    public CompiledFormula Formula { get; }

    public int Count => _graph.Count;

    /// <summary>The number of inputs of all operations.</summary>
    public int Edges { get; }

    public int Output => Count - 1;

    /// <summary>Where to draw what; null if there is too much to draw.</summary>
    public GraphLayout? Layout { get; }

    /// <summary>The positions of the leaves with a name, in the order of the formula.</summary>
    public IEnumerable<int> Leaves => Formula.Names.Select(name => _leaves[name]);

    public Node this[int position] => _graph.Nodes[position];

    /// <summary>Reads a formula and runs both passes.</summary>
    /// <exception cref="FormulaException">It is wrong, or too long.</exception>
    public static FormulaGraph Of(string text, LeafData data)
    {
        if (text.Length <= FormulaState.LongestText) return new FormulaGraph(CompiledFormula.Parse(text), data);
        throw new FormulaException(text, FormulaState.LongestText, string.Create(CultureInfo.InvariantCulture,
            $"expected at most {FormulaState.LongestText} characters, but there are {text.Length}."));
    }

    /// <summary>The name of a node: of a leaf as in the formula, of a constant its number, of an operation a letter.</summary>
    public string NameOf(int position) => _names[position];

    /// <summary>The name as it fits into a box.</summary>
    public string ShortName(int position) => Text.Shortened(_names[position], LongestName);

    public IReadOnlyList<int> InputsOf(int position) => _inputs[position];

    public bool IsLeaf(int position) => this[position].Value.IsLeaf;

    public bool IsConstant(int position) => _constants.Contains(position);

    /// <summary>The operator of an operation, as it is drawn.</summary>
    public string SymbolOf(int position) => Text.Shortened(RawSymbol(position), LongestSymbol) switch
    {
        "*" => "×",
        "-" or "neg" => "\u2212",
        var symbol => symbol,
    };

    /// <summary>An operation as people write it, such as <c>a × b</c> or <c>tanh(p)</c>.</summary>
    /// <param name="position">The position of the operation.</param>
    /// <param name="shown">How an input is shown.</param>
    public string Applied(int position, Func<int, string> shown)
    {
        const int Most = 6;
        string symbol = SymbolOf(position), raw = RawSymbol(position);
        bool isWord = char.IsLetter(raw[0]) && raw != "neg";
        string[] inputs = [.. _inputs[position].Take(Most).Select(input => isWord ? shown(input) : Bracketed(shown(input)))];
        if (!isWord && inputs.Length == 2) return $"{inputs[0]} {symbol} {inputs[1]}";
        if (!isWord && inputs.Length == 1) return raw == "neg" ? symbol + inputs[0] : inputs[0] + symbol;
        string more = _inputs[position].Length > Most ? $", … {_inputs[position].Length - Most} more" : "";
        return $"{symbol}({string.Join(", ", inputs)}{more})";
    }

    /// <summary>A number between operators: in brackets if it has a sign.</summary>
    public static string Bracketed(string number) => number.StartsWith('\u2212') ? $"({number})" : number;

    /// <summary>Half the width of the oval of an operator.</summary>
    public double OvalRadius(int position) => Math.Max(OvalHeight / 2, 4 * SymbolOf(position).Length + 9);

    /// <summary>Puts a number into a leaf and runs both passes.</summary>
    public void Set(string name, double data)
    {
        this[_leaves[name]].Data = data;
        Run();
    }

    /// <summary>Puts a number into every leaf and runs both passes.</summary>
    public void Set(LeafData data)
    {
        foreach (var (name, position) in _leaves) this[position].Data = data.Of(name);
        Run();
    }

    private void Run()
    {
        _graph.ZeroGrad();
        _graph.Forward();
        _graph.Backward();
    }

    private string RawSymbol(int position) => this[position].Value.Rule!.Symbol;

    private (double Width, double Height) Size(int position) =>
        !IsLeaf(position) ? (2 * OvalRadius(position) + Link + BoxWidth, BoxHeight)
        : (BoxWidth, IsConstant(position) ? BoxHeight : LeafHeight);

    private static string NextLetter(HashSet<string> taken, ref int letters)
    {
        while (true)
        {
            int round = letters / Letters.Length;
            string name = Letters[letters++ % Letters.Length] + (round == 0 ? "" : round.ToString(CultureInfo.InvariantCulture));
            if (taken.Add(name)) return name;
        }
    }
}
