using Formulas;
using MicrogradSharp;

namespace Fit;

/// <summary>A formula whose names are columns and parameters.</summary>
internal sealed class Model
{
    private readonly string _formula;
    private readonly Dictionary<string, Node> _parameters;
    private readonly List<string> _names = [];      // of the columns in the formula, each at the index of its column

    /// <param name="formula">The formula.</param>
    /// <param name="data">The columns.</param>
    /// <param name="parameters">The parameters, at their starts.</param>
    /// <exception cref="FormulaException">The formula is wrong, or has a name that is unknown.</exception>
    /// <exception cref="UserErrorException">A parameter is not in the formula, or has the name of a column.</exception>
    public Model(string formula, DataFile data, IReadOnlyList<Node> parameters)
    {
        _formula = formula;
        _parameters = parameters.ToDictionary(parameter => parameter.Label!);
        string? twice = _parameters.Keys.FirstOrDefault(name => data.ColumnNames.Contains(name));
        if (twice is not null) throw new UserErrorException($"--start: {twice} is a column. Give the parameter another name.");
        var used = new HashSet<string>();
        FormulaParser.Parse(formula, (name, position) => Learn(name, position, data, used));
        string? unused = _parameters.Keys.FirstOrDefault(name => !used.Contains(name));
        if (unused is not null) throw new UserErrorException($"--start: the formula does not use {unused}.");
    }

    /// <summary>The columns that the formula uses.</summary>
    public List<string> Columns { get; } = [];

    /// <summary>How the formula calls these columns: x may be another name of one.</summary>
    public IReadOnlyList<string> Names => _names;

    /// <summary>Builds the formula.</summary>
    /// <param name="row">A node for each of the columns.</param>
    public Node Build(ReadOnlySpan<Node> row)
    {
        Node[] columns = row.ToArray();
        return FormulaParser.Parse(_formula, Resolve);

        Node? Resolve(string name, int position)
        {
            if (_parameters.TryGetValue(name, out var parameter)) return parameter;
            int column = _names.IndexOf(name);
            return column < 0 ? null : columns[column];
        }
    }

    /// <summary>Remembers a column or a parameter; the node only takes its place.</summary>
    private Node? Learn(string name, int position, DataFile data, HashSet<string> used)
    {
        used.Add(name);
        if (_parameters.ContainsKey(name)) return new Node(1);
        if (data.Find(name) is { } column)
        {
            if (!_names.Contains(name))
            {
                _names.Add(name);
                Columns.Add(column);
            }
            return new Node(1);
        }
        if (FormulaParser.Constant(name) is not null) return null;
        string parameters = Text.Listed(_parameters.Keys);
        throw new FormulaException(
            _formula,
            position,
            $"{Text.Quoted(name)} is neither a column nor a parameter with a start. The columns are {data.Listed()}; "
            + $"the parameters are {parameters}. Give a parameter its start: --start {Text.OneLine(name)}=1.");
    }
}
