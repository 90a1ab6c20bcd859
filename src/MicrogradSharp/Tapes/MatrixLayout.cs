namespace MicrogradSharp;

/// <summary>The order of the numbers of a matrix in memory.</summary>
public enum MatrixLayout
{
    /// <summary>Row after row: the columns of a row are neighbours.</summary>
    RowMajor,

    /// <summary>Column after column: the rows of a column are neighbours, as LAPACK and Fortran expect.</summary>
    ColumnMajor,
}
