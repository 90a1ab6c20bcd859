using Formulas;
using MicrogradSharp;

namespace Playground.Tabs.Fit;

/// <summary>A formula whose names are columns of a table and parameters.</summary>
public sealed class FitModel
{
    private const int MostParameters = 20;

    private readonly string _formula;
    private readonly FitTable _table;
    private readonly List<string> _columns = [], _parameters = [];

    /// <exception cref="FitException">The formula is wrong.</exception>
    public FitModel(string formula, FitTable table)
    {
        _formula = formula;
        _table = table;
        try
        {
            FormulaParser.Parse(formula, Learn);
        }
        catch (FormulaException error)
        {
            throw new FitException(FitPlace.Formula, error.Message, error);
        }
        if (_parameters.Count is 0) throw Wrong("expected a name that is no column, to find its number: a parameter, such as a.");
        if (_parameters.Count <= MostParameters) return;
        throw Wrong($"expected at most {MostParameters} parameters, but there are {_parameters.Count}.");
    }

    /// <summary>The columns that the formula uses.</summary>
    public IReadOnlyList<string> Columns => _columns;

    /// <summary>The names of the parameters, in the order of the formula.</summary>
    public IReadOnlyList<string> Parameters => _parameters;

    /// <summary>Builds the formula.</summary>
    /// <param name="row">A node for each of the columns.</param>
    /// <param name="parameters">A node for each of the parameters.</param>
    public Node Build(ReadOnlySpan<Node> row, IReadOnlyList<Node> parameters)
    {
        Node[] columns = row.ToArray();
        return FormulaParser.Parse(_formula, (name, _) =>
        {
            int column = Column(name) is { } found ? _columns.IndexOf(found) : -1;
            if (column >= 0) return columns[column];
            int parameter = _parameters.IndexOf(name);
            return parameter >= 0 ? parameters[parameter] : null;
        });
    }

    private string? Column(string name) => _table.Names.Contains(name) ? name : name == "x" ? _table.X : null;

    /// <summary>Remembers a column or a parameter; the node only takes its place.</summary>
    private Node? Learn(string name, int position)
    {
        if (Column(name) is { } column)
        {
            if (column == _table.Y || column == _table.Sigma)
            {
                throw new FormulaException(
                    _formula, position, $"the column {Text.Quoted(column)} cannot be in the formula, which is fitted to it.");
            }
            if (!_columns.Contains(column)) _columns.Add(column);
            return new Node(1);
        }
        if (FormulaParser.Constant(name) is not null) return null;
        if (name.Length > 20 || !name.All(c => char.IsLetterOrDigit(c) || c == '_'))
        {
            throw new FormulaException(
                _formula, position, $"{Text.Quoted(name)} is no column, and too long or strange for a parameter: use letters and digits.");
        }
        if (!_parameters.Contains(name)) _parameters.Add(name);
        return new Node(1);
    }

    private static FitException Wrong(string what) => new(FitPlace.Formula, $"the formula: {what}");
}
